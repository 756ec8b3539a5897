package org.samspill.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samspill.Attack;
import org.samspill.Attacks;
import org.samspill.Http;
import org.samspill.SamspillTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Every kind of hostile model that could run is put into the engine past the gate: what would run code is not even read, what would not come to rest is
 * stopped and rolled back within five seconds, and whoever opens a page meanwhile gets it.
 */
@SamspillTest
class BypassedGateTest {

    private static final String NAME = "bypassed-gate";
    private static final Duration AT_MOST = Duration.ofSeconds(5);
    private static final String HEAD = """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                         xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="wall" id="Definitions_Wall">
              <message id="Message_Never" name="never"/>
            """;
    private static final String PROCESS = "<process id=\"%s\" isExecutable=\"true\" camunda:historyTimeToLive=\"P1D\">"
            + "<startEvent id=\"Start\"/>%s</process>";
    private static final String REST = """
            <intermediateCatchEvent id="Rest"><messageEventDefinition id="Never" messageRef="Message_Never"/></intermediateCatchEvent>
            """;

    /** Steps, one after the other, that end in a rest. */
    private static final String THROUGH = "<sequenceFlow id=\"In\" sourceRef=\"Start\" targetRef=\"Evil\"/>%s"
            + "<sequenceFlow id=\"Out\" sourceRef=\"Evil\" targetRef=\"Rest\"/>" + REST;

    /** What runs code: the element id is {@code Evil}. */
    private static final Map<String, String> CODE = Map.ofEntries(
            Map.entry(
                    "a script task",
                    "<scriptTask id=\"Evil\" scriptFormat=\"juel\"><script>${1}</script></scriptTask>"),
            Map.entry(
                    "a script task in JavaScript",
                    "<scriptTask id=\"Evil\" scriptFormat=\"javascript\"><script>1</script></scriptTask>"),
            Map.entry(
                    "a script of a file",
                    "<scriptTask id=\"Evil\" scriptFormat=\"groovy\" camunda:resource=\"file:///etc/passwd\"/>"),
            Map.entry("a class", "<serviceTask id=\"Evil\" camunda:class=\"java.lang.Thread\"/>"),
            Map.entry("a bean", "<serviceTask id=\"Evil\" camunda:delegateExpression=\"${dataSource}\"/>"),
            Map.entry("an expression", "<serviceTask id=\"Evil\" camunda:expression=\"${x.getClass()}\"/>"),
            Map.entry(
                    "a command of the operating system",
                    "<serviceTask id=\"Evil\" camunda:type=\"shell\"><extensionElements><camunda:field name=\"command\" stringValue=\"touch\"/>"
                            + "<camunda:field name=\"arg1\" stringValue=\"target/shell-was-run\"/></extensionElements></serviceTask>"),
            Map.entry(
                    "a mail",
                    "<serviceTask id=\"Evil\" camunda:type=\"mail\"><extensionElements><camunda:field name=\"to\" stringValue=\"a@b\"/>"
                            + "<camunda:field name=\"text\" stringValue=\"x\"/></extensionElements></serviceTask>"),
            Map.entry("a sent class", "<sendTask id=\"Evil\" camunda:class=\"java.lang.Thread\"/>"),
            Map.entry("a rule in a class", "<businessRuleTask id=\"Evil\" camunda:class=\"java.lang.Thread\"/>"),
            Map.entry(
                    "a connector",
                    extended(
                            "<camunda:connector><camunda:connectorId>http-connector</camunda:connectorId></camunda:connector>",
                            "serviceTask")),
            Map.entry(
                    "a listener of a class",
                    extended("<camunda:executionListener class=\"java.lang.Thread\" event=\"start\"/>", "manualTask")),
            Map.entry(
                    "a listener of a bean",
                    extended(
                            "<camunda:executionListener delegateExpression=\"${dataSource}\" event=\"end\"/>",
                            "manualTask")),
            Map.entry(
                    "a listener in a script",
                    extended(
                            "<camunda:executionListener event=\"start\"><camunda:script scriptFormat=\"juel\">${1}</camunda:script></camunda:executionListener>",
                            "manualTask")),
            Map.entry(
                    "a listener of a task",
                    extended("<camunda:taskListener class=\"java.lang.Thread\" event=\"create\"/>", "userTask")),
            Map.entry(
                    "an input in a script",
                    extended(
                            "<camunda:inputOutput><camunda:inputParameter name=\"x\"><camunda:script scriptFormat=\"juel\">${1}</camunda:script></camunda:inputParameter></camunda:inputOutput>",
                            "manualTask")),
            Map.entry(
                    "a class that handles a form",
                    "<userTask id=\"Evil\" camunda:formHandlerClass=\"java.lang.Thread\"/>"),
            Map.entry(
                    "form fields with expressions",
                    extended(
                            "<camunda:formData><camunda:formField id=\"x\" type=\"string\" defaultValue=\"${dataSource}\"/></camunda:formData>",
                            "userTask")),
            Map.entry(
                    "a class that maps data",
                    "<callActivity id=\"Evil\" calledElement=\"wall\" camunda:variableMappingClass=\"java.lang.Thread\"/>"),
            Map.entry(
                    "a flood of retries",
                    extended(
                            "<camunda:failedJobRetryTimeCycle>R1000000/PT0.001S</camunda:failedJobRetryTimeCycle>",
                            "manualTask")),
            Map.entry(
                    "a condition that is asked at every change",
                    "<intermediateCatchEvent id=\"Evil\"><conditionalEventDefinition><condition xsi:type=\"tFormalExpression\">${x}</condition></conditionalEventDefinition></intermediateCatchEvent>"));

    private static final String GATEWAY = "<exclusiveGateway id=\"%s\"%s/>";
    private static final String FLOW = "<sequenceFlow id=\"%s\" sourceRef=\"%s\" targetRef=\"%s\"/>";

    @Autowired
    private RepositoryService repository;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private DecisionService decisions;

    @Autowired
    private ManagementService management;

    @Autowired
    private ProcessEngineConfigurationImpl engine;

    @Autowired
    private TransactionTemplate transaction;

    @LocalServerPort
    private int port;

    private static Bystanders others;

    private static String extended(String extension, String element) {
        return "<" + element + " id=\"Evil\"><extensionElements>" + extension + "</extensionElements></" + element
                + ">";
    }

    @AfterAll
    static void tell() {
        Attacks.F22.measured("the longest that others waited %d ms", others.longestWait());
    }

    @BeforeEach
    void open() {
        if (others == null) {
            others = new Bystanders(new Http(port), "/sign-in");
        }
    }

    @AfterEach
    void remove() {
        repository
                .createDeploymentQuery()
                .deploymentName(NAME)
                .list()
                .forEach(one -> repository.deleteDeployment(one.getId(), true));
    }

    @TestFactory
    @Attack(Attacks.F21)
    Stream<DynamicTest> whatRunsCodeIsNotRead() {
        return CODE.entrySet().stream()
                .map(one -> DynamicTest.dynamicTest(one.getKey(), () -> notRead(one.getValue())));
    }

    private void notRead(String step) {
        assertThatThrownBy(() -> deploy(PROCESS.formatted("wall", THROUGH.formatted(step))))
                .isInstanceOfSatisfying(ParseException.class, refused -> assertThat(
                                refused.getResorceReports().get(0).getErrors())
                        .isNotEmpty()
                        .allSatisfy(problem -> assertThat(problem.getMessage()).contains("runs code"))
                        .anySatisfy(problem ->
                                assertThat(problem.getMainElementId()).isEqualTo("Evil")));
    }

    /** A circle of them would be a new transaction each round, and never end. */
    @ParameterizedTest
    @ValueSource(strings = {"asyncBefore", "asyncAfter", "async"})
    @Attack(Attacks.F22)
    void stepsThatAreJobsOfTheirOwnAreNotRead(String attribute) {
        String step = "<manualTask id=\"Evil\" camunda:" + attribute + "=\"true\"/>";
        assertThatThrownBy(() -> deploy(PROCESS.formatted("wall", THROUGH.formatted(step))))
                .isInstanceOfSatisfying(ParseException.class, refused -> assertThat(
                                refused.getResorceReports().get(0).getErrors())
                        .anySatisfy(problem -> {
                            assertThat(problem.getMessage()).contains("makes jobs of its steps");
                            assertThat(problem.getMainElementId()).isEqualTo("Evil");
                        }));
    }

    @TestFactory
    @Attack(Attacks.F22)
    Stream<DynamicTest> whatDoesNotComeToRestIsStopped() {
        String round = FLOW.formatted("In", "Start", "A")
                + GATEWAY.formatted("A", "")
                + FLOW.formatted("On", "A", "B")
                + GATEWAY.formatted("B", "")
                + FLOW.formatted("Back", "B", "A");
        String fork = FLOW.formatted("In", "Start", "A") + "<manualTask id=\"A\"/>" + FLOW.formatted("One", "A", "B")
                + FLOW.formatted("Two", "A", "B") + "<manualTask id=\"B\"/>" + FLOW.formatted("Back", "B", "A");
        String self = THROUGH.formatted("<callActivity id=\"Evil\" calledElement=\"wall\"/>");
        String pair =
                PROCESS.formatted("wall", THROUGH.formatted("<callActivity id=\"Evil\" calledElement=\"other\"/>"))
                        + PROCESS.formatted(
                                        "other",
                                        THROUGH.formatted("<callActivity id=\"Evil\" calledElement=\"wall\"/>")
                                                .replaceAll("id=\"(Start|In|Evil|Out|Rest|Never)\"", "id=\"$1_2\"")
                                                .replaceAll("Ref=\"(Start|Evil|Rest)\"", "Ref=\"$1_2\""))
                                .replaceFirst("(?s)(id=\"other\".*?)id=\"Start\"", "$1id=\"Start_2\"");
        return Stream.of(
                        Map.entry("gateways that send each other round", PROCESS.formatted("wall", round)),
                        Map.entry("gateways that multiply", PROCESS.formatted("wall", fork)),
                        Map.entry("a process that calls itself", PROCESS.formatted("wall", self)),
                        Map.entry("processes that call each other", pair),
                        Map.entry("a signal that starts what sends it", signals()),
                        Map.entry("a million at once", PROCESS.formatted("wall", many("1000000", false))),
                        Map.entry("a million one by one", PROCESS.formatted("wall", many("1000000", true))),
                        Map.entry("as many as data say", PROCESS.formatted("wall", many("${many}", false))),
                        Map.entry(
                                "a list that is far too long",
                                PROCESS.formatted(
                                        "wall",
                                        many("", false)
                                                .replace("<loopCardinality></loopCardinality>", "")
                                                .replace(
                                                        "isSequential=\"false\"",
                                                        "isSequential=\"false\" camunda:collection=\"long\" camunda:elementVariable=\"one\""))),
                        Map.entry("many inside many", PROCESS.formatted("wall", nested())),
                        Map.entry(
                                "a timer of a thousandth of a second", PROCESS.formatted("wall", timer("R/PT0.001S"))),
                        Map.entry("a timer that data set", PROCESS.formatted("wall", timer("${cycle}"))),
                        Map.entry("a timer every second", PROCESS.formatted("wall", timer("* * * * * ?"))),
                        Map.entry(
                                "a timer that counts from the year one",
                                PROCESS.formatted("wall", timer("R/0001-01-01T00:00:00/PT60S"))))
                .map(one -> DynamicTest.dynamicTest(one.getKey(), () -> stopped(one.getValue())));
    }

    private void stopped(String processes) {
        deploy(processes);
        long before = runtime.createProcessInstanceQuery().count();
        others.whileOthersWork(() -> assertTimeoutPreemptively(
                AT_MOST, () -> assertThatThrownBy(() -> transaction.execute(status -> runtime.startProcessInstanceByKey(
                                "wall",
                                "00000000-0000-0000-0000-000000000000",
                                Map.of(
                                        "name",
                                        "x",
                                        "many",
                                        1_000_000,
                                        "cycle",
                                        "R/PT1S",
                                        "long",
                                        new ArrayList<>(Collections.nCopies(20_000, "x"))))))
                        .hasStackTraceContaining("stopped")));
        assertThat(runtime.createProcessInstanceQuery().count()).isEqualTo(before);
    }

    /** Each round is a turn of its own, and short; it is stopped nevertheless, and stands where an operator sees it. */
    @Test
    @Attack(Attacks.F22)
    void aCircleThatRestsAtATimerOfNoTimeIsStoppedAndSeen() {
        String now = "<intermediateCatchEvent id=\"Evil\"><timerEventDefinition>"
                + "<timeDuration xsi:type=\"tFormalExpression\">PT0S</timeDuration></timerEventDefinition></intermediateCatchEvent>";
        deploy(PROCESS.formatted(
                "wall",
                FLOW.formatted("In", "Start", "A")
                        + GATEWAY.formatted("A", "")
                        + FLOW.formatted("On", "A", "Evil")
                        + now
                        + FLOW.formatted("Back", "Evil", "A")));
        String circle = runtime.startProcessInstanceByKey("wall", "00000000-0000-0000-0000-000000000000")
                .getId();
        // The hour began long ago.
        var budget = (StepBudget.Factory) engine.getSessionFactories().get(StepBudget.class);
        for (int turn = 0; turn < JobTurns.MOST_TURNS - 50; turn++) {
            budget.turns.take(circle, "A");
        }
        others.whileOthersWork(() -> {
            while (of(circle).getRetries() > 0) {
                run(of(circle));
            }
        });
        assertThat(of(circle).getExceptionMessage()).contains("is stopped (A)");
        assertThat(runtime.createIncidentQuery().processInstanceId(circle).count())
                .isOne();
        assertThat(new Http(port).signedInAs("operator.odin").get("/operations").body())
                .contains("is stopped (A)");

        management.setJobRetries(of(circle).getId(), 5);
        run(of(circle));
        assertThat(of(circle).getRetries())
                .as("nor does it go on when tried again at once")
                .isZero();
    }

    private Job of(String instance) {
        return management.createJobQuery().processInstanceId(instance).singleResult();
    }

    private void run(Job job) {
        try {
            management.executeJob(job.getId());
        } catch (ProcessEngineException stoppedOrTakenByTheEngine) {
            // What becomes of it is seen in its row.
        }
    }

    @TestFactory
    @Attack(Attacks.F22)
    Stream<DynamicTest> aDecisionThatDoesNotEndIsNotMade() {
        return Stream.of(
                        "count(for i in 1..3000, j in 1..3000 return i * j)",
                        "some x in 1..100000000 satisfies x = 0",
                        "every x in 1..100000000 satisfies x &gt; 0",
                        "floor(10 ** 999999999)",
                        "floor(number(\"1e999999999\"))",
                        "decimal(1, 999999999)",
                        "round up(1, 999999999)",
                        "matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\", \"(a+)+$\")",
                        "{f: function(x) f(x), r: f(1)}.r",
                        "{f: function(x) external {java: {class: \"java.lang.Runtime\", method signature: \"exec(java.lang.String)\"}}, r: f(\"id\")}.r",
                        "(".repeat(1900) + "1",
                        "1" + " + 1".repeat(1000))
                .map(feel -> DynamicTest.dynamicTest(feel.substring(0, Math.min(60, feel.length())), () -> {
                    decision("feel", feel);
                    refusedInTime("FeelException");
                }));
    }

    @TestFactory
    @Attack(Attacks.F21)
    Stream<DynamicTest> aDecisionInAnotherLanguageIsNotMade() {
        return Stream.of("javascript", "groovy", "python", "ruby", "juel")
                .map(language -> DynamicTest.dynamicTest(language, () -> {
                    decision(language, "${''.getClass().forName('java.lang.Runtime')}");
                    refusedInTime("");
                }));
    }

    private void refusedInTime(String why) {
        others.whileOthersWork(() -> assertTimeoutPreemptively(AT_MOST, () -> assertThatThrownBy(
                        () -> decisions.evaluateDecisionTableByKey("wall-decision", Map.of("x", 1)))
                .hasStackTraceContaining(why)));
        remove();
    }

    private static String many(String times, boolean oneByOne) {
        return THROUGH.formatted("<manualTask id=\"Evil\"><multiInstanceLoopCharacteristics isSequential=\"" + oneByOne
                + "\"><loopCardinality>" + times
                + "</loopCardinality></multiInstanceLoopCharacteristics></manualTask>");
    }

    private static String signals() {
        String sent =
                "<intermediateThrowEvent id=\"%s\"><signalEventDefinition id=\"%s\" signalRef=\"Signal_Round\"/></intermediateThrowEvent>";
        return "<signal id=\"Signal_Round\" name=\"round\"/>"
                + PROCESS.formatted("wall", THROUGH.formatted(sent.formatted("Evil", "First")))
                + PROCESS.formatted("other", FLOW.formatted("On", "Heard", "Again") + sent.formatted("Again", "Next"))
                        .replaceFirst(
                                "(?s)(id=\"other\".*?)<startEvent id=\"Start\"/>",
                                "$1<startEvent id=\"Heard\"><signalEventDefinition id=\"Hears\" signalRef=\"Signal_Round\"/></startEvent>");
    }

    private static String nested() {
        String loop =
                "<multiInstanceLoopCharacteristics><loopCardinality>100</loopCardinality></multiInstanceLoopCharacteristics>";
        return THROUGH.formatted("<subProcess id=\"Evil\">" + loop
                + "<startEvent id=\"S1\"/><sequenceFlow id=\"F1\" sourceRef=\"S1\" targetRef=\"Inner\"/>"
                + "<subProcess id=\"Inner\">" + loop
                + "<startEvent id=\"S2\"/><sequenceFlow id=\"F2\" sourceRef=\"S2\" targetRef=\"M\"/><manualTask id=\"M\"/>"
                + "</subProcess></subProcess>");
    }

    private static String timer(String cycle) {
        return FLOW.formatted("In", "Start", "Wait") + "<receiveTask id=\"Wait\" messageRef=\"Message_Never\"/>"
                + "<boundaryEvent id=\"Evil\" attachedToRef=\"Wait\" cancelActivity=\"false\"><timerEventDefinition>"
                + "<timeCycle xsi:type=\"tFormalExpression\">" + cycle
                + "</timeCycle></timerEventDefinition></boundaryEvent>"
                + FLOW.formatted("Out", "Evil", "Rest") + REST;
    }

    private void deploy(String processes) {
        repository
                .createDeployment()
                .name(NAME)
                .addString("wall.bpmn", HEAD + processes + "</definitions>")
                .deploy();
    }

    private void decision(String language, String expression) {
        repository
                .createDeployment()
                .name(NAME)
                .addString("wall.dmn", """
                        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn"
                                     id="Definitions_Wall" name="wall" namespace="wall">
                          <decision id="wall-decision" name="wall" camunda:historyTimeToLive="P1D">
                            <decisionTable id="Table" hitPolicy="FIRST">
                              <output id="Output" name="y"/>
                              <rule id="Rule"><outputEntry id="Entry" expressionLanguage="%s"><text>%s</text></outputEntry></rule>
                            </decisionTable>
                          </decision>
                        </definitions>
                        """.formatted(language, expression))
                .deploy();
    }
}

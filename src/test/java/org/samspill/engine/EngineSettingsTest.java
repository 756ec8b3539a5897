package org.samspill.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.Variables.SerializationDataFormats;
import org.camunda.bpm.engine.variable.value.ObjectValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samspill.Attack;
import org.samspill.Attacks;
import org.samspill.Http;
import org.samspill.SamspillTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Each setting of the engine that keeps an attack out, with the attack; the table is in docs/security/engine.md. */
@SamspillTest
class EngineSettingsTest {

    private static final String NAME = "engine-settings";
    private static final String MODEL = """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
                         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="settings" id="Definitions_Settings"%s>
              <message id="Message_Never" name="never"/>
              <error id="Error_Unknown" errorCode="unknown"/>
              <process id="settings" isExecutable="true"%s>
                <startEvent id="Start"/>
                <sequenceFlow id="Flow" sourceRef="Start" targetRef="Step"/>
                %s
              </process>
            </definitions>
            """;
    private static final String TTL = " camunda:historyTimeToLive=\"P1D\"";
    private static final String REST =
            "<intermediateCatchEvent id=\"Step\"><messageEventDefinition messageRef=\"Message_Never\"/></intermediateCatchEvent>";

    /** A serialised {@code java.util.HashMap}. */
    private static final String SERIALISED =
            "rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhw"
                    + "P0AAAAAAAAB3CAAAABAAAAAAeA==";

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Environment environment;

    @LocalServerPort
    private int port;

    private ProcessEngineConfigurationImpl settings;

    @BeforeEach
    void settings() {
        settings = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    }

    @AfterEach
    void remove() {
        engine.getIdentityService().clearAuthentication();
        engine.getRepositoryService()
                .createDeploymentQuery()
                .deploymentName(NAME)
                .list()
                .forEach(one -> engine.getRepositoryService().deleteDeployment(one.getId(), true));
    }

    /** Nodes of before and after read what each other write; the type is read as a type, and no class of its name is looked for. */
    @Test
    void aListIsKeptAsEverAndReadWithoutLookingForAClass() {
        List<String> words = new ArrayList<>(List.of("a", "blåbær \uD83D\uDE00"));
        deploy("", TTL, REST);
        String id = start(Map.of("words", words)).getId();
        StoredValue kept = jdbc.sql("select " + StoredValue.COLUMNS + """
                         from act_ru_variable v join act_ge_bytearray b on b.id_ = v.bytearray_id_
                        where v.execution_id_ = ? and v.name_ = 'words'
                        """)
                .param(id)
                .query((row, n) -> StoredValue.read(row))
                .single();
        assertThat(kept.type()).isEqualTo("spin://application/json");
        assertThat(kept.text2()).isEqualTo("java.util.ArrayList<java.lang.String>");
        assertThat(kept.bytes()).asString(StandardCharsets.UTF_8).isEqualTo("[\"a\",\"blåbær \uD83D\uDE00\"]");

        LookedFor classes = new LookedFor();
        ClassLoader usual = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(classes);
        try {
            assertThat(engine.getRuntimeService().getVariable(id, "words")).isEqualTo(words);
            assertThat(settings.getCommandExecutorTxRequired().<Object>execute(command -> kept.value(settings)))
                    .isEqualTo(words);
        } finally {
            Thread.currentThread().setContextClassLoader(usual);
        }
        assertThat(classes.names).noneMatch(name -> name.contains("<"));
    }

    /** Keeps the names of the classes that somebody looks for. */
    private static final class LookedFor extends ClassLoader {

        private final List<String> names = new CopyOnWriteArrayList<>();

        LookedFor() {
            super(EngineSettingsTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            names.add(name);
            return super.loadClass(name, resolve);
        }
    }

    @Test
    @Attack(Attacks.F24)
    void serialisedJavaIsNotTakenAsAValue() {
        ObjectValue gadget = Variables.serializedObjectValue(SERIALISED)
                .serializationDataFormat(SerializationDataFormats.JAVA)
                .objectTypeName("java.util.HashMap")
                .create();
        deploy("", TTL, REST);
        assertThatThrownBy(() -> start(Variables.createVariables().putValueTyped("x", gadget)))
                .hasMessageContaining("Java serialization format is prohibited");
    }

    /** Of this one it can be seen whether anybody has made one. */
    public static final class Gadget {

        private static final AtomicInteger MADE = new AtomicInteger();

        public Gadget() {
            MADE.incrementAndGet();
        }

        public void setName(String name) {
            assertThat(name).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.samspill.engine.EngineSettingsTest$Gadget",
                "java.util.ArrayList<org.samspill.engine.EngineSettingsTest$Gadget>",
                "javax.swing.JEditorPane",
                "java.net.URL",
                "org.springframework.context.support.ClassPathXmlApplicationContext"
            })
    @Attack(Attacks.F24)
    void aValueDoesNotBecomeAnObjectOfAClassThatItNames(String type) {
        ObjectValue gadget = Variables.serializedObjectValue("{\"name\": \"of a gadget\"}")
                .serializationDataFormat(SerializationDataFormats.JSON)
                .objectTypeName(type)
                .create();
        deploy("", TTL, REST);
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    status.setRollbackOnly();
                    ProcessInstance instance = engine.getRuntimeService()
                            .startProcessInstanceByKey(
                                    "settings",
                                    "00000000-0000-0000-0000-000000000000",
                                    Variables.createVariables().putValueTyped("x", gadget));
                    engine.getRuntimeService().getVariable(instance.getId(), "x");
                }))
                .isInstanceOf(ProcessEngineException.class)
                .hasMessageContaining("Cannot deserialize");
        assertThat(Gadget.MADE.get()).isZero();
    }

    @Test
    void listsAreKeptAsJson() {
        deploy("", TTL, REST);
        ProcessInstance instance = start(Map.of("x", new ArrayList<>(List.of("a", "b"))));
        ObjectValue kept = engine.getRuntimeService().getVariableTyped(instance.getId(), "x");
        assertThat(kept.getSerializationDataFormat()).isEqualTo("application/json");
    }

    @Test
    @Attack(Attacks.F21)
    void queriesRunNoExpressions() {
        String expression = "${''.getClass().forName('java.lang.Runtime')}";
        assertThatThrownBy(() -> engine.getTaskService()
                        .createTaskQuery()
                        .taskAssigneeExpression(expression)
                        .list())
                .hasMessageContaining("Expressions are forbidden");

        Filter filter = engine.getFilterService().newTaskFilter(NAME);
        filter.setQuery(engine.getTaskService().createTaskQuery().taskAssigneeExpression(expression));
        assertThatThrownBy(() -> engine.getFilterService().saveFilter(filter))
                .hasMessageContaining("Expressions are forbidden in stored queries");
    }

    @Test
    void nobodyAsksForEverythingAtOnce() {
        engine.getIdentityService().setAuthenticatedUserId("somebody");
        assertThatThrownBy(() ->
                        engine.getRuntimeService().createProcessInstanceQuery().list())
                .hasMessageContaining("unbound number of results is forbidden");
        assertThatThrownBy(() ->
                        engine.getRuntimeService().createProcessInstanceQuery().listPage(0, 1001))
                .hasMessageContaining("limit of 1000 exceeded");
    }

    @Test
    void anErrorThatNobodyCatchesDoesNotEndAJourneyInSilence() {
        deploy("", TTL, "<endEvent id=\"Step\"><errorEventDefinition errorRef=\"Error_Unknown\"/></endEvent>");
        assertThatThrownBy(() -> start(Map.of())).hasStackTraceContaining("unknown");
    }

    @Test
    void whatSaysNotHowLongItIsKeptIsNotDeployed() {
        assertThatThrownBy(() -> deploy("", "", REST)).hasMessageContaining("TTL");
    }

    @Test
    @Attack(Attacks.F20)
    void nothingThatAModelNamesIsFetched() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        HttpServer elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        elsewhere.start();
        try {
            String address = "http://localhost:" + elsewhere.getAddress().getPort() + "/z.xsd";
            attempt(" xsi:schemaLocation=\"urn:z " + address + "\" xmlns:z=\"urn:z\" z:a=\"b\"", "");
            attempt(" xsi:noNamespaceSchemaLocation=\"" + address + "\"", "");
            attempt("", "<!DOCTYPE definitions SYSTEM \"" + address + "\">");
            attempt("", "<!DOCTYPE definitions [<!ENTITY % e SYSTEM \"" + address + "\">%e;]>");
            attempt("", "<!DOCTYPE definitions [<!ENTITY e SYSTEM \"" + address + "\">]>");
            assertThat(asked.get()).isZero();
        } finally {
            elsewhere.stop(0);
        }
    }

    /** Whether it is deployed is another question: here it counts that nobody is asked for anything. */
    private void attempt(String attributes, String before) {
        String model = before + MODEL.formatted(attributes, TTL, REST);
        try {
            engine.getRepositoryService()
                    .createDeployment()
                    .name(NAME)
                    .addString("settings.bpmn", model)
                    .deploy();
            assertThat(before).as("A document type is never taken").isEmpty();
        } catch (RuntimeException refused) {
            assertThat(refused).hasMessageNotContaining("404");
        }
    }

    /** What stock Camunda offers there is not there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/engine-rest/process-definition",
                "/engine-rest/process-instance",
                "/engine-rest/deployment",
                "/engine-rest/task",
                "/engine-rest/history/variable-instance",
                "/engine-rest/engine",
                "/engine-rest/version",
                "/engine-rest/actuator",
                "/camunda/app/cockpit",
                "/camunda",
                "/h2-console"
            })
    void theEnginesOwnInterfacesAreNotThere(String path) {
        Http machine = new Http(port).withTokenOf("210010009");
        assertThat(machine.get(path).status()).isIn(302, 404);
        assertThat(new Http(port).get(path).status()).isIn(302, 401);
        assertThat(new Http(port).signedInAs("operator.odin").get(path).status())
                .isIn(401, 404);
    }

    @Test
    void theRestIsAsTheTableSays() {
        assertThat(settings.isAuthorizationEnabled()).isFalse();
        assertThat(settings.isEnableXxeProcessing()).isFalse();
        assertThat(settings.isEnableScriptEngineLoadExternalResources()).isFalse();
        assertThat(settings.isEnableScriptEngineNashornCompatibility()).isFalse();
        assertThat(settings.isEnforceHistoryTimeToLive()).isTrue();
        assertThat(settings.getBeans()).isEmpty();
        assertThat(settings.getHistoryLevel().getName()).isEqualTo("none");
        assertThat(settings.getDefaultNumberOfRetries()).isEqualTo(5);
        assertThat(settings.getFailedJobRetryTimeCycle()).isEqualTo("PT10S,PT1M,PT10M,PT1H");
        // The tests have no job executor that would show it.
        assertThat(environment.getProperty("camunda.bpm.job-execution.lock-time-in-millis"))
                .isEqualTo("45000");
        assertThat(settings.isJobExecutorDeploymentAware()).isFalse();
        assertThat(System.getProperty("javax.xml.accessExternalSchema"))
                .isEqualTo("file,jar:file,jar,nested,jar:nested");
    }

    private ProcessInstance start(Map<String, Object> data) {
        return transaction.execute(status -> engine.getRuntimeService()
                .startProcessInstanceByKey("settings", "00000000-0000-0000-0000-000000000000", data));
    }

    private ProcessInstance start(VariableMap data) {
        return start((Map<String, Object>) data);
    }

    private void deploy(String attributes, String life, String step) {
        engine.getRepositoryService()
                .createDeployment()
                .name(NAME)
                .addString("settings.bpmn", MODEL.formatted(attributes, life, step))
                .deploy();
    }
}

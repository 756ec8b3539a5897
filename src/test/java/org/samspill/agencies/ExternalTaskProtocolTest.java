package org.samspill.agencies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.samspill.agencies.Garden.typed;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.samspill.Attack;
import org.samspill.Attacks;
import org.samspill.SamspillTest;
import org.samspill.agencies.Machine.Answer;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.JourneyLog;
import org.samspill.journeys.Journeys;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Every row of the protocol's tables, over HTTP. */
@SamspillTest
class ExternalTaskProtocolTest {

    private static final String TASKS = "/engine-rest/external-task/";
    private static final String FETCH = TASKS + "fetchAndLock";

    private final ApplicationContext context;
    private final Garden garden;

    @Autowired
    ExternalTaskProtocolTest(ApplicationContext context) {
        this.context = context;
        this.garden = Garden.of(context);
    }

    @Test
    void aTaskComesWithEveryMemberAndTheContractsInputsTyped() {
        JourneyId journey = garden.started();
        Answer answer = garden.office.post(FETCH, Garden.fetch("w1", Garden.SURVEY, journey));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.json()).hasSize(1);
        JsonNode task = answer.json().get(0);
        assertThat(names(task))
                .containsExactlyInAnyOrder(
                        "activityId",
                        "activityInstanceId",
                        "errorMessage",
                        "errorDetails",
                        "executionId",
                        "id",
                        "lockExpirationTime",
                        "createTime",
                        "processDefinitionId",
                        "processDefinitionKey",
                        "processDefinitionVersionTag",
                        "processInstanceId",
                        "retries",
                        "suspended",
                        "workerId",
                        "topicName",
                        "tenantId",
                        "variables",
                        "priority",
                        "businessKey",
                        "extensionProperties");
        assertThat(task.get("activityId").asText()).isEqualTo("Service_Survey");
        assertThat(task.get("processDefinitionKey").asText()).isEqualTo("shared-garden");
        assertThat(task.get("topicName").asText()).isEqualTo(Garden.SURVEY);
        assertThat(task.get("workerId").asText()).isEqualTo("w1");
        assertThat(task.get("businessKey").asText()).isEqualTo(journey.value());
        assertThat(task.get("lockExpirationTime").asText())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}[+-]\\d{4}");
        assertThat(task.get("createTime").asText()).endsWith("+0000");
        assertThat(task.get("retries").isNull()).isTrue();
        assertThat(task.get("extensionProperties")).isEmpty();

        JsonNode variables = task.get("variables");
        variable(variables, "grower.nationalId", "String", "\"" + Garden.GROWER + "\"");
        variable(variables, "plot.area", "Double", "40.0");
        variable(variables, "plot.beds", "Long", "3");
        variable(variables, "plot.rent", "Double", "1200.5");
        variable(variables, "plot.sunny", "Boolean", "true");
        variable(variables, "plot.from", "Date", "\"2026-05-01T00:00:00.000+0200\"");
        variable(variables, "plot.soil", "String", "\"clay\"");
        variable(variables, "plot.crops", "Json", "\"[\\\"poteter\\\",\\\"bønner\\\"]\"");
        assertThat(variables.get("neighbours").get("type").asText()).isEqualTo("Json");
        assertThat(variables.get("neighbours").get("value").asText())
                .isEqualTo("[{\"nationalId\":\"" + Garden.NEIGHBOUR
                        + "\",\"name\":\"Astrid Nabo\",\"birthDate\":\"1983-02-02\"}]");
        assertThat(names(variables)).hasSize(9);
        assertThat(answer.body()).doesNotContain(Garden.DIAGNOSIS).doesNotContain("kari@example.org");
    }

    private static void variable(JsonNode variables, String name, String type, String value) {
        assertThat(variables.get(name).get("type").asText()).as(name).isEqualTo(type);
        assertThat(variables.get(name).get("value")).as(name).hasToString(value);
        assertThat(variables.get(name).get("valueInfo")).as(name).isEmpty();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void theSecondAddressOfTheEngineIsTheSame() {
        JourneyId journey = garden.started();
        Answer answer = garden.office.post(
                "/engine-rest/engine/default/external-task/fetchAndLock", Garden.fetch("w1", Garden.SURVEY, journey));
        assertThat(answer.json()).hasSize(1);
    }

    @Test
    void extensionPropertiesComeWhenAskedFor() {
        JourneyId journey = garden.started();
        Answer answer = garden.office.post(FETCH, topic(journey, Map.of("includeExtensionProperties", true)));
        assertThat(answer.json()
                        .get(0)
                        .get("extensionProperties")
                        .get("soil.probe")
                        .asText())
                .isEqualTo("deep");
    }

    /** The body of a fetch in one journey, with more members in its topic. */
    private static Map<String, Object> topic(JourneyId journey, Map<String, ?> more) {
        Map<String, Object> topic = new HashMap<>(
                Map.of("topicName", Garden.SURVEY, "lockDuration", 60_000, "businessKey", journey.value()));
        topic.putAll(more);
        return Map.of("workerId", "w1", "maxTasks", 10, "topics", List.of(topic));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"workerId\":\"w1\",\"maxTasks\":10,\"topics\":[{\"topicName\":\"nothing.such\",\"lockDuration\":1000}]}",
                "{\"workerId\":\"w1\",\"maxTasks\":10,\"topics\":[{\"topicName\":\"nothing.such\",\"lockDuration\":1000}],\"asyncResponseTimeout\":0}",
                "{\"workerId\":\"w1\",\"maxTasks\":10,\"topics\":[{\"topicName\":\"nothing.such\",\"lockDuration\":1000}],\"asyncResponseTimeout\":-5}",
                "{\"workerId\":\"w1\",\"maxTasks\":10,\"topics\":[],\"asyncResponseTimeout\":20000}",
                "{\"workerId\":\"w1\",\"maxTasks\":10,\"asyncResponseTimeout\":20000}",
                "{\"workerId\":\"w1\",\"maxTasks\":10,\"topics\":null}",
                "{\"workerId\":\"w1\",\"topics\":[{\"topicName\":\"survey-office.plot.survey\",\"lockDuration\":1000}]}",
                "{\"workerId\":\"w1\",\"maxTasks\":10,\"unknown\":{\"a\":1},\"topics\":[{\"topicName\":\"survey-office.plot.survey\",\"lockDuration\":1000,\"tenantIdIn\":[\"t\"]}]}"
            })
    void nothingIsSaidAtOnce(String body) {
        garden.started();
        long before = System.nanoTime();
        Answer answer = garden.another.post(FETCH, body);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("[]");
        assertThat(answer.header("content-type")).isEqualTo("application/json");
    }

    @Test
    void nothingIsSaidWhenTheTimeIsUp() {
        long before = System.nanoTime();
        Answer answer = garden.another.post(
                FETCH,
                "{\"workerId\":\"w1\",\"maxTasks\":10,\"topics\":[{\"topicName\":\"nothing.such\",\"lockDuration\":1000}],\"asyncResponseTimeout\":1200}");
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isBetween(Duration.ofMillis(1200), Duration.ofMillis(2200));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("[]");
    }

    @Test
    void aPollWakesWithinASecondOfTheCommit() {
        JourneyId journey = garden.started();
        Map<String, Object> body = new HashMap<>(Garden.fetch("long", Garden.LEND, journey));
        body.put("asyncResponseTimeout", 20_000);
        CompletableFuture<Answer> waiting = garden.shed.posting(FETCH, body);
        String survey = garden.held(journey, "w1");
        assertThat(waiting).isNotDone();

        CompletableFuture<Long> answered = waiting.thenApply(answer -> System.nanoTime());
        Answer done = garden.office.post(
                TASKS + survey + "/complete", Map.of("workerId", "w1", "variables", Garden.surveyed()));
        long committed = System.nanoTime();
        assertThat(done.status()).isEqualTo(204);
        assertThat(waiting.join().json()).hasSize(1);
        assertThat(Duration.ofNanos(answered.join() - committed)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void aPollWakesWhenALockRunsOut() {
        JourneyId journey = garden.started();
        Map<String, Object> brief = topic(journey, Map.of("lockDuration", 700));
        assertThat(garden.office.post(FETCH, brief).json()).hasSize(1);

        Map<String, Object> body = new HashMap<>(topic(journey, Map.of()));
        body.put("workerId", "w2");
        body.put("asyncResponseTimeout", 20_000);
        long before = System.nanoTime();
        assertThat(garden.office.post(FETCH, body).json()).hasSize(1);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"maxTasks":1,"topics":[]}                                                            | workerId
                    {"workerId":" ","maxTasks":1,"topics":[]}                                             | workerId
                    {"workerId":"a\\u0000b","maxTasks":1,"topics":[]}                                     | workerId
                    {"workerId":"w","maxTasks":-1,"topics":[]}                                            | maxTasks
                    {"workerId":"w","maxTasks":99999999999,"topics":[]}                                   | maxTasks
                    {"workerId":"w","maxTasks":"many","topics":[]}                                        | maxTasks
                    {"workerId":"w","maxTasks":1,"asyncResponseTimeout":1800001,"topics":[]}              | asyncResponseTimeout
                    {"workerId":"w","maxTasks":1,"topics":[{"topicName":"t"}]}                            | topics[0].lockDuration
                    {"workerId":"w","maxTasks":1,"topics":[{"topicName":"t","lockDuration":0}]}           | topics[0].lockDuration
                    {"workerId":"w","maxTasks":1,"topics":[{"topicName":"t","lockDuration":-1}]}          | topics[0].lockDuration
                    {"workerId":"w","maxTasks":1,"topics":[{"topicName":"t","lockDuration":9223372036854775807}]} | topics[0].lockDuration
                    {"workerId":"w","maxTasks":1,"topics":[{"lockDuration":1}]}                           | topics[0].topicName
                    {"workerId":"w","maxTasks":1,"topics":[{"topicName":"a\\u0000","lockDuration":1}]}    | topics[0].topicName
                    {"workerId":"w","maxTasks":1,"sorting":[{"sortBy":"id","sortOrder":"asc"}]}           | sorting[0].sortBy
                    {"workerId":"w","maxTasks":1,"sorting":[{"sortBy":"createTime","sortOrder":"up"}]}    | sorting[0].sortOrder
                    {"workerId":"w","maxTasks":1,"topics":[{"topicName":"t","lockDuration":1,"processVariables":{"grower.nationalId":"x"}}]} | topics[0].processVariables
                    {"workerId":"w","maxTasks":1,"topics":[{"topicName":"t","lockDuration":1,"processDefinitionVersionTag":"x"}]} | topics[0].processDefinitionVersionTag
                    """)
    void aWrongMemberIsNamed(String body, String field) {
        Answer answer = garden.office.post(FETCH, body);
        refused(answer, 400, "InvalidRequestException");
        assertThat(answer.json().get("field").asText()).isEqualTo(field);
    }

    private static void refused(Answer answer, int status, String type) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        JsonNode body = answer.json();
        assertThat(body.get("type").asText()).isEqualTo(type);
        assertThat(body.get("message").asText())
                .isNotBlank()
                .isEqualTo(body.get("detail").asText());
        assertThat(body.get("code").isInt()).isTrue();
        assertThat(body.get("status").asInt()).isEqualTo(status);
        assertThat(body.get("title").asText()).isNotBlank();
    }

    @Test
    void whoAsksToWaitTooLongIsToldAsTheProtocolSays() {
        Answer answer =
                garden.office.post(FETCH, "{\"workerId\":\"w\",\"maxTasks\":1,\"asyncResponseTimeout\":1800001}");
        assertThat(answer.json().get("message").asText())
                .contains("cannot be set to a value greater than 1800000 milliseconds");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{",
                "[]",
                "\"text\"",
                "{\"workerId\":\"w\",}",
                "{\"workerId\":\"w\",\"maxTasks\":1,\"topics\":{}}"
            })
    void aBodyThatIsNotOneIsRefused(String body) {
        refused(garden.office.post(FETCH, body), 400, "InvalidRequestException");
        refused(
                garden.office.post(
                        TASKS + "some-id/complete",
                        body.replace("topics", "variables").replace("{}", "[]")),
                400,
                "InvalidRequestException");
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        String large = "{\"workerId\":\"" + "w".repeat(2_000_000) + "\"}";
        Answer answer = garden.office.post(FETCH, large);
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.json().get("message").asText()).isNotBlank();
        HttpRequest unknownLength = garden.office
                .request(FETCH)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() ->
                        new java.io.ByteArrayInputStream(large.getBytes(java.nio.charset.StandardCharsets.UTF_8))))
                .build();
        assertThat(Machine.send(unknownLength).join().status()).isEqualTo(413);
    }

    @Attack(Attacks.F23)
    @Test
    void deepJsonIsRefused() {
        String deep = "{\"workerId\":\"w\",\"topics\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";
        assertThat(garden.office.post(FETCH, deep).status()).isEqualTo(400);
    }

    @Test
    void withoutATokenNobodyComesIn() {
        HttpRequest bare = HttpRequest.newBuilder(garden.office.server().resolve(FETCH))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        Answer answer = Machine.send(bare).join();
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.json().get("message").asText()).isNotBlank();
    }

    @Test
    void completingMovesTheJourneyOnAndAgainAnswersTheSame() {
        JourneyId journey = garden.started();
        String id = garden.held(journey, "w1");
        Map<String, Object> body = Map.of("workerId", "w1", "variables", Garden.surveyed());
        assertThat(garden.office.post(TASKS + id + "/complete", body).status()).isEqualTo(204);
        assertThat(garden.waiting(journey).service()).isEqualTo(Garden.LEND);

        assertThat(garden.office.post(TASKS + id + "/complete", body).status()).isEqualTo(204);
        Map<String, Object> other = Map.of("workerId", "w2", "variables", Garden.surveyed());
        refused(garden.office.post(TASKS + id + "/complete", other), 404, "RestException");
        for (String verb : List.of("failure", "bpmnError", "extendLock", "lock")) {
            Map<String, Object> late = Map.of(
                    "workerId", "w1", "errorCode", "no-plot", "newDuration", 1000, "lockDuration", 1000, "retries", 1);
            refused(garden.office.post(TASKS + id + "/" + verb, late), 404, "RestException");
        }
        refused(garden.office.post(TASKS + id + "/unlock"), 404, "RestException");
        assertThat(completed(journey)).isEqualTo(1);
    }

    private long completed(JourneyId journey) {
        return context.getBean(JourneyLog.class).of(journey).stream()
                .filter(event ->
                        event.kind() == JourneyEvent.Kind.COMPLETED && "Service_Survey".equals(event.element()))
                .count();
    }

    @Attack(Attacks.F10)
    @Test
    void twelveCompletesAtOnceHaveOneEffect() {
        JourneyId journey = garden.started();
        String id = garden.held(journey, "w1");
        Map<String, Object> body = Map.of("workerId", "w1", "variables", Garden.surveyed());
        List<CompletableFuture<Answer>> answers = Stream.generate(
                        () -> garden.office.posting(TASKS + id + "/complete", body))
                .limit(12)
                .toList();
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(204));
        assertThat(completed(journey)).isEqualTo(1);
        Attacks.F10.measured("%d completes at once, 1 effect, 0 answers of 500", answers.size());
    }

    @Test
    void ofManyWorkersOneGetsTheTask() {
        JourneyId journey = garden.started();
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            answers.add(garden.office.posting(FETCH, Garden.fetch("w" + i, Garden.SURVEY, journey)));
        }
        assertThat(answers.stream().map(CompletableFuture::join).mapToInt(answer -> answer.json()
                        .size()))
                .containsOnlyOnce(1)
                .hasSize(12);
    }

    @Test
    void everyKindOfValueIsTaken() {
        JourneyId journey = garden.started();
        String id = garden.held(journey, "w1");
        Map<String, Object> outputs = new HashMap<>();
        outputs.put("survey.on", typed("date", "2026-05-02T09:00:00.000+0200"));
        outputs.put("survey.area", typed("double", 40.5));
        outputs.put("survey.beds", typed("integer", 4));
        outputs.put("survey.fee", typed("Long", 250));
        outputs.put("survey.approved", typed("boolean", true));
        outputs.put("survey.soil", typed("string", "sand"));
        outputs.put("survey.crops", typed("json", "[\"mais\"]"));
        outputs.put(
                "survey.neighbours",
                typed("Json", "[{\"nationalId\":\"" + Garden.NEIGHBOUR + "\",\"name\":\"Astrid Nabo\"}]"));
        outputs.put("survey.note", typed("Null", "ignored"));
        Answer answer = garden.office.post(TASKS + id + "/complete", Map.of("workerId", "w1", "variables", outputs));
        assertThat(answer.status()).as(answer.body()).isEqualTo(204);

        Journeys journeys = context.getBean(Journeys.class);
        Map<String, Object> data = journeys.dataOf(journeys.find(journey).orElseThrow());
        assertThat(data.get("survey.on")).hasToString("2026-05-02");
        assertThat(data)
                .containsEntry("survey.area", 40.5)
                .containsEntry("survey.beds", 4L)
                .containsEntry("survey.fee", 250L)
                .containsEntry("survey.approved", true)
                .containsEntry("survey.soil", "sand")
                .containsEntry("survey.crops", List.of("mais"))
                .doesNotContainKey("survey.note");
        assertThat(journeys.participants(journey)).anyMatch(one -> one.role().equals("neighbour"));
    }

    @Attack(Attacks.F23)
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    survey.on     | {"type":"Nope","value":"x"}
                    survey.on     | {"type":"Object","value":"rO0AB","valueInfo":{"objectTypeName":"javax.swing.JEditorPane"}}
                    survey.on     | {"type":"object","value":"x"}
                    survey.on     | {"type":"File","value":"x"}
                    survey.on     | {"type":"Bytes","value":"eA=="}
                    survey.on     | {"type":"Date","value":"yesterday"}
                    survey.on     | {"type":"Date","value":5}
                    survey.on     | {"type":"Null"}
                    survey.on     | {"type":"String","value":"2026-13-01"}
                    survey.area   | {"type":"Double","value":1e400}
                    survey.area   | {"type":"Double","value":"40"}
                    survey.area   | {"type":"Double","value":1000.5}
                    survey.area   | {"type":"Double","value":-1}
                    survey.area   | {"value":1e400}
                    survey.beds   | {"type":"Integer","value":2147483648}
                    survey.beds   | {"type":"Short","value":70000}
                    survey.beds   | {"type":"Long","value":9223372036854775808}
                    survey.beds   | {"type":"Double","value":1.5}
                    survey.approved | {"type":"Boolean","value":"yes"}
                    survey.soil   | {"type":"String","value":"rock"}
                    survey.crops  | {"type":"Json","value":"[1,2]"}
                    survey.crops  | {"type":"Json","value":"[not json"}
                    survey.neighbours | {"type":"Json","value":"[{\\"nationalId\\":\\"12345678901\\"}]"}
                    survey.note   | {"type":"String","value":"a\\u0000b"}
                    survey.note   | {"type":"String","value":"\\ud800"}
                    survey.note   | {"type":"String","value":{"a":1}}
                    grower.email  | {"type":"String","value":"mine@example.org"}
                    survey.extra  | {"type":"String","value":"x"}
                    """)
    void aValueThatDoesNotFitIsNamedAndChangesNothing(String name, String value) {
        JourneyId journey = garden.started();
        String id = garden.held(journey, "w1");
        String body =
                "{\"workerId\":\"w1\",\"variables\":{\"survey.on\":{\"type\":\"String\",\"value\":\"2026-05-02\"},"
                        + "\"survey.area\":{\"type\":\"Double\",\"value\":40.5},\"" + name + "\":" + value + "}}";
        Answer answer = garden.office.post(TASKS + id + "/complete", body);
        refused(answer, 400, "InvalidRequestException");
        assertThat(answer.json().get("field").asText()).startsWith("variables." + name);
        assertThat(garden.waiting(journey).id()).isEqualTo(id);
        assertThat(garden.waiting(journey).state()).isEqualTo(WorkItem.State.OPEN);
    }

    @Attack(Attacks.F23)
    @Test
    void aTextOfFourThousandIsKeptAndALongerRefused() {
        String id = garden.held(garden.started(), "w1");
        Map<String, Object> outputs = new HashMap<>(Garden.surveyed());
        outputs.put("survey.note", typed("String", "x".repeat(4001)));
        refused(
                garden.office.post(TASKS + id + "/complete", Map.of("workerId", "w1", "variables", outputs)),
                400,
                "InvalidRequestException");
        outputs.put("survey.note", typed("String", "ø".repeat(4000)));
        assertThat(garden.office
                        .post(TASKS + id + "/complete", Map.of("workerId", "w1", "variables", outputs))
                        .status())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    complete   | {}                                                   | workerId
                    complete   | {"workerId":""}                                      | workerId
                    failure    | {}                                                   | workerId
                    failure    | {"workerId":"w1","retries":-1}                       | retries
                    failure    | {"workerId":"w1","retries":1,"retryTimeout":-1}      | retryTimeout
                    failure    | {"workerId":"w1","retries":1,"retryTimeout":9223372036854775807} | retryTimeout
                    failure    | {"workerId":"w1","retries":1.5e99}                   | retries
                    failure    | {"workerId":"w1","variables":{"a":{"value":1}}}      | variables
                    bpmnError  | {"errorCode":"no-plot"}                              | workerId
                    bpmnError  | {"workerId":"w1"}                                    | errorCode
                    bpmnError  | {"workerId":"w1","errorCode":"no-such-reason"}       | errorCode
                    bpmnError  | {"workerId":"w1","errorCode":"no-plot","variables":{"a":{"value":1}}} | variables
                    extendLock | {"newDuration":1000}                                 | workerId
                    extendLock | {"workerId":"w1"}                                    | newDuration
                    extendLock | {"workerId":"w1","newDuration":0}                    | newDuration
                    extendLock | {"workerId":"w1","newDuration":-1}                   | newDuration
                    lock       | {"lockDuration":1000}                                | workerId
                    lock       | {"workerId":"w1"}                                    | lockDuration
                    lock       | {"workerId":"w1","lockDuration":0}                   | lockDuration
                    """)
    void aWrongMemberOfAVerbIsNamed(String verb, String body, String field) {
        String id = garden.held(garden.started(), "w1");
        Answer answer = garden.office.post(TASKS + id + "/" + verb, body);
        refused(answer, 400, "InvalidRequestException");
        assertThat(answer.json().get("field").asText()).isEqualTo(field);
    }

    @Test
    void anotherWorkerIsRefusedWithoutTheNameOfTheFirst() {
        JourneyId journey = garden.started();
        String id = garden.held(journey, "first-worker");
        Map<String, Object> body = Map.of(
                "workerId", "second", "errorCode", "no-plot", "newDuration", 1000, "lockDuration", 1000, "retries", 1);
        for (String verb : List.of("complete", "failure", "bpmnError", "extendLock", "lock")) {
            Answer answer = garden.office.post(TASKS + id + "/" + verb, body);
            refused(answer, 400, "RestException");
            assertThat(answer.body()).doesNotContain("first-worker");
        }
        assertThat(garden.waiting(journey).id()).isEqualTo(id);
    }

    @Test
    void whatDoesNotExistIsNotFound() {
        Map<String, Object> body = Map.of(
                "workerId", "w1", "errorCode", "no-plot", "newDuration", 1000, "lockDuration", 1000, "retries", 1);
        for (String verb : List.of("complete", "failure", "bpmnError", "extendLock", "lock", "unlock")) {
            refused(garden.office.post(TASKS + "no-such-task/" + verb, body), 404, "RestException");
        }
    }

    @Test
    void aFailureWithTriesLeftIsOfferedAgainAfterThePause() {
        JourneyId journey = garden.started();
        String id = garden.held(journey, "w1");
        Map<String, Object> failure = Map.of(
                "workerId",
                "w1",
                "errorMessage",
                "m".repeat(700),
                "errorDetails",
                "stack\u0000",
                "retries",
                2,
                "retryTimeout",
                900);
        assertThat(garden.office.post(TASKS + id + "/failure", failure).status())
                .isEqualTo(204);
        assertThat(garden.office.post(FETCH, topic(journey, Map.of())).json()).isEmpty();

        Map<String, Object> patient = new HashMap<>(topic(journey, Map.of()));
        patient.put("asyncResponseTimeout", 10_000);
        JsonNode again = garden.office.post(FETCH, patient).json().get(0);
        assertThat(again.get("id").asText()).isEqualTo(id);
        assertThat(again.get("retries").asInt()).isEqualTo(2);
        assertThat(again.get("errorMessage").asText()).isEqualTo("m".repeat(666));
    }

    @Test
    void aFailureWithoutTriesIsNoMachinesAnyMore() {
        JourneyId journey = garden.started();
        String id = garden.held(journey, "w1");
        assertThat(garden.office
                        .post(TASKS + id + "/failure", Map.of("workerId", "w1", "errorMessage", "nede"))
                        .status())
                .isEqualTo(204);
        assertThat(garden.office.post(FETCH, topic(journey, Map.of())).json()).isEmpty();
        assertThat(garden.waiting(journey).failed()).isTrue();
    }

    @Test
    void aRefusalTakesTheModelsWayAndAgainAnswersTheSame() {
        JourneyId journey = garden.started();
        String id = garden.held(journey, "w1");
        Map<String, Object> body = Map.of("workerId", "w1", "errorCode", "no-plot", "errorMessage", "Ingen ledig jord");
        assertThat(garden.office.post(TASKS + id + "/bpmnError", body).status()).isEqualTo(204);
        assertThat(context.getBean(Journeys.class).find(journey).orElseThrow().endElement())
                .isEqualTo("End_NoPlot");
        assertThat(garden.office.post(TASKS + id + "/bpmnError", body).status()).isEqualTo(204);
        refused(
                garden.office.post(TASKS + id + "/complete", Map.of("workerId", "w1", "variables", Garden.surveyed())),
                404,
                "RestException");
    }

    @Test
    void anUnknownReasonIsAnsweredWithTheKnownOnes() {
        String id = garden.held(garden.started(), "w1");
        Answer answer = garden.office.post(TASKS + id + "/bpmnError", Map.of("workerId", "w1", "errorCode", "moon"));
        assertThat(answer.json().get("message").asText()).contains("no-plot").contains("more-information-needed");
    }

    @Test
    void aLockIsExtendedOnlyWhileItLasts() {
        JourneyId journey = garden.started();
        assertThat(garden.office
                        .post(FETCH, topic(journey, Map.of("lockDuration", 30_000)))
                        .json())
                .hasSize(1);
        String id = garden.waiting(journey).id();
        assertThat(garden.office
                        .post(TASKS + id + "/extendLock", Map.of("workerId", "w1", "newDuration", 500))
                        .status())
                .isEqualTo(204);
        untilFree(id);
        refused(
                garden.office.post(TASKS + id + "/extendLock", Map.of("workerId", "w1", "newDuration", 500)),
                400,
                "RestException");
    }

    /** Asks for the lock of the task until it has run out, as another worker would, and gives it back. */
    private void untilFree(String id) {
        WorkItems work = context.getBean(WorkItems.class);
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (System.nanoTime() < end) {
            WorkItem item = work.ofJourney(new JourneyId(journeyOf(id))).stream()
                    .filter(one -> one.id().equals(id))
                    .findFirst()
                    .orElseThrow();
            if (!item.heldByMachine(context.getBean(java.time.Clock.class).instant())) {
                return;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("The lock did not run out");
    }

    private String journeyOf(String id) {
        return context.getBean(org.springframework.jdbc.core.simple.JdbcClient.class)
                .sql("select journey_id from work_item where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    @Attack(Attacks.F11)
    @Test
    void whoCompletesLateStillMayWhileNobodyElseTookTheWork() {
        JourneyId journey = garden.started();
        garden.office.post(FETCH, topic(journey, Map.of("lockDuration", 1)));
        String id = garden.waiting(journey).id();
        untilFree(id);
        Answer late =
                garden.office.post(TASKS + id + "/complete", Map.of("workerId", "w1", "variables", Garden.surveyed()));
        assertThat(late.status()).isEqualTo(204);
    }

    @Attack(Attacks.F11)
    @Test
    void whoCompletesLateMayNotWhenAnotherTookTheWork() {
        JourneyId journey = garden.started();
        garden.office.post(FETCH, topic(journey, Map.of("lockDuration", 1)));
        String id = garden.waiting(journey).id();
        untilFree(id);
        assertThat(garden.held(journey, "w2")).isEqualTo(id);
        refused(
                garden.office.post(TASKS + id + "/complete", Map.of("workerId", "w1", "variables", Garden.surveyed())),
                400,
                "RestException");
    }

    @Test
    void lockAndUnlockByName() {
        JourneyId journey = garden.started();
        String id = garden.waiting(journey).id();
        Map<String, Object> lock = Map.of("workerId", "w1", "lockDuration", 60_000);
        assertThat(garden.office.post(TASKS + id + "/lock", lock).status()).isEqualTo(204);
        assertThat(garden.office.post(TASKS + id + "/lock", lock).status()).isEqualTo(204);
        assertThat(garden.office.post(TASKS + id + "/unlock").status()).isEqualTo(204);
        assertThat(garden.office.post(TASKS + id + "/unlock", "null").status()).isEqualTo(204);
        assertThat(garden.held(journey, "w2")).isEqualTo(id);
    }

    @Test
    void theClientsVariablesOnlyNarrow() {
        JourneyId journey = garden.started();
        Answer some = garden.office.post(
                FETCH, topic(journey, Map.of("variables", List.of("plot.area", "grower.diagnosis", "grower.email"))));
        assertThat(names(some.json().get(0).get("variables"))).containsExactly("plot.area");
        garden.office.post(TASKS + garden.waiting(journey).id() + "/unlock");
        Answer none = garden.office.post(FETCH, topic(journey, Map.of("variables", List.of(), "localVariables", true)));
        assertThat(names(none.json().get(0).get("variables"))).isEmpty();
    }

    @Test
    void sortingByTimeIsObeyedWhenUrgencyIsNotAskedFor() {
        JourneyId first = garden.started();
        JourneyId second = garden.started();
        Map<String, Object> topic = Map.of(
                "topicName", Garden.SURVEY, "lockDuration", 60_000, "processDefinitionKeyIn", List.of("shared-garden"));
        Map<String, Object> body = Map.of(
                "workerId",
                "sorter",
                "maxTasks",
                1,
                "topics",
                List.of(topic),
                "sorting",
                List.of(Map.of("sortBy", "createTime", "sortOrder", "desc")));
        assertThat(garden.office
                        .post(FETCH, body)
                        .json()
                        .get(0)
                        .get("businessKey")
                        .asText())
                .isEqualTo(second.value());
        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void dataMayBeBroughtBeforeTheWorkIsDone() {
        JourneyId journey = garden.started();
        String path = "/engine-rest/process-instance/" + journey.value() + "/variables";
        Map<String, Object> fee = Map.of("modifications", Map.of("survey.fee", typed("Double", 99.5)));
        refused(garden.office.post(path, fee), 404, "RestException");
        garden.held(journey, "w1");
        assertThat(garden.office.post(path, fee).status()).isEqualTo(204);
        Journeys journeys = context.getBean(Journeys.class);
        assertThat(journeys.dataOf(journeys.find(journey).orElseThrow())).containsEntry("survey.fee", 99.5);

        Map<String, Object> foreign =
                Map.of("modifications", Map.of("grower.nationalId", typed("String", Garden.NEIGHBOUR)));
        refused(garden.office.post(path, foreign), 400, "InvalidRequestException");
        refused(garden.shed.post(path, fee), 404, "RestException");
        refused(garden.office.post("/engine-rest/process-instance/nonsense/variables", fee), 404, "RestException");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/engine-rest/process-instance/x/variables/y/data",
                "/engine-rest/execution/x/localVariables/y/data",
                "/engine-rest/engine/default/execution/x/localVariables/y/data"
            })
    void filesAreNotOfferedInTheShapeThatClientsRead(String path) {
        refused(garden.office.get(path), 404, "InvalidRequestException");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/engine-rest/external-task",
                "/engine-rest/external-task/count",
                "/engine-rest/process-instance",
                "/engine-rest/task",
                "/engine-rest/deployment",
                "/engine-rest/engine"
            })
    void nothingElseOfTheEnginesInterfaceExists(String path) {
        Answer answer = garden.office.get(path);
        assertThat(answer.status()).isIn(404, 405);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
    }
}

package org.samspill.agencies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.samspill.agencies.Garden.typed;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
import org.samspill.journeys.JourneyEvent.Kind;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.JourneyLog;
import org.samspill.journeys.Journeys;
import org.samspill.work.WorkItem;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What machines send that they should not, and what they send at the worst moment: the right answer, nothing lost and nothing half done. */
@SamspillTest
class BadInputTest {

    private static final String TASKS = "/engine-rest/external-task/";
    private static final String START = """
            {"lifeEvent": "shared-garden", "event": "PlotOffered",
             "data": {"grower.nationalId": "%s", "plot.area": 20, "plot.from": "2027-05-01"}}""";

    private final Garden garden;
    private final JourneyLog log;
    private final Journeys journeys;
    private final JdbcClient jdbc;

    @Autowired
    BadInputTest(ApplicationContext context, JourneyLog log, Journeys journeys, JdbcClient jdbc) {
        this.garden = Garden.of(context);
        this.log = log;
        this.journeys = journeys;
        this.jdbc = jdbc;
    }

    // Starting

    @Attack(Attacks.F12)
    @Test
    void fiftyStartsAtOnceWithOneKeyAreOneJourneyAndOneAnswer() {
        String key = UUID.randomUUID().toString();
        HttpRequest start = start(key, "01819011067");
        List<CompletableFuture<Answer>> sent =
                Stream.generate(() -> Machine.send(start)).limit(50).toList();
        List<Answer> answers = sent.stream().map(CompletableFuture::join).toList();

        assertThat(answers).extracting(Answer::status).containsOnly(200, 201).containsOnlyOnce(201);
        assertThat(answers).extracting(Answer::body).containsOnly(answers.get(0).body());
        assertThat(startedWith(key)).hasSize(1);
        assertThat(about("01819011067")).isEqualTo(1);
        Attacks.F12.measured("%d starts at once, 1 journey, 1 answer", answers.size());
    }

    @Test
    void startsAboutOnePersonWhomNobodyKnewAreAllMade() {
        List<CompletableFuture<Answer>> sent = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            sent.add(Machine.send(start(UUID.randomUUID().toString(), "01819011148")));
        }
        assertThat(sent).allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(201));
        assertThat(about("01819011148")).isEqualTo(8);
        assertThat(jdbc.sql("select count(*) from actors_person where national_id = '01819011148'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Attack(Attacks.F13)
    @Test
    void whoGoesAwayInTheMiddleOfAStartStartsItOnceWhenSheComesBack() throws IOException {
        String whole = UUID.randomUUID().toString();
        String body = START.formatted("01819011229");
        hangUp(whole, body, body.length());
        Answer again = Machine.send(start(whole, "01819011229")).join();
        assertThat(again.status()).isIn(200, 201);
        assertThat(startedWith(whole)).containsExactly(again.json().get("id").asText());

        String half = UUID.randomUUID().toString();
        hangUp(half, body, body.length() / 2);
        assertThat(Machine.send(start(half, "01819011229")).join().status()).isEqualTo(201);
        assertThat(startedWith(half)).hasSize(1);
        assertThat(about("01819011229")).isEqualTo(2);
        Attacks.F13.measured("2 starts hung up on, 1 journey each");
    }

    private HttpRequest start(String key, String grower) {
        return garden.office
                .request("/api/journeys")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(START.formatted(grower)))
                .build();
    }

    /** Sends so much of a start and closes the line without waiting for an answer. */
    private void hangUp(String key, String body, int sent) throws IOException {
        String head = "POST /api/journeys HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + garden.office.token()
                + "\r\nContent-Type: application/json\r\nIdempotency-Key: " + key + "\r\nContent-Length: "
                + body.length() + "\r\n\r\n";
        try (Socket line = new Socket("localhost", garden.office.server().getPort());
                OutputStream out = line.getOutputStream()) {
            out.write((head + body.substring(0, sent)).getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    private List<String> startedWith(String key) {
        return jdbc.sql("select journey_id from journeys_start where start_key = ?")
                .param(key)
                .query(String.class)
                .list();
    }

    private int about(String nationalId) {
        return jdbc.sql("""
                        select count(*) from journeys_journey j join actors_person p on p.id = j.subject_person
                        where p.national_id = ?
                        """).param(nationalId).query(Integer.class).single();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"lifeEvent":"no-such"}                                                                    | 404 | lifeEvent
                    {"lifeEvent":"a\\u0000b"}                                                                  | 404 | lifeEvent
                    {"data":{}}                                                                                | 400 | lifeEvent
                    {"lifeEvent":"shared-garden","event":"NoSuchEvent"}                                        | 403 | lifeEvent
                    {"lifeEvent":"shared-garden","event":"PlotOffered","data":{"grower.nationalId":"01819010193"}} | 400 | data.grower.nationalId
                    {"lifeEvent":"shared-garden","event":"PlotOffered","data":{"plot.area":1e400}}             | 400 | data.plot.area
                    {"lifeEvent":"shared-garden","event":"PlotOffered","data":{"plot.area":"a lot"}}           | 400 | data.plot.area
                    {"lifeEvent":"shared-garden","event":"PlotOffered","data":{"plot.from":"2027-02-30"}}      | 400 | data.plot.from
                    {"lifeEvent":"shared-garden","event":"PlotOffered","data":{"grower.diagnosis":"x"}}        | 400 | data.grower.diagnosis
                    {"lifeEvent":"shared-garden","event":"PlotOffered","data":{"😀":"x"}}                      | 400 | data.😀
                    {"lifeEvent":"shared-garden","event":"PlotOffered","data":[1]}                             | 400 | data
                    """)
    void aStartThatIsWrongNamesWhat(String body, int status, String field) {
        int before = rows();
        Answer answer = garden.office.post("/api/journeys", body);
        problem(answer, status);
        assertThat(answer.json().path("field").asText()).isEqualTo(field);
        assertThat(rows()).isEqualTo(before);
    }

    private int rows() {
        return jdbc.sql("select (select count(*) from journeys_journey) + (select count(*) from journeys_log)")
                .query(Integer.class)
                .single();
    }

    // Delivering

    @Attack(Attacks.F10)
    @Test
    void ofManyWorkersThatDeliverAtOnceOneIsTheOne() {
        JourneyId journey = garden.started();
        String id = garden.held(journey, "w1");
        List<CompletableFuture<Answer>> sent = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String worker = i % 2 == 0 ? "w1" : "other" + i;
            sent.add(garden.office.posting(
                    TASKS + id + "/complete", Map.of("workerId", worker, "variables", Garden.surveyed())));
        }
        for (int i = 0; i < 12; i++) {
            Answer answer = sent.get(i).join();
            assertThat(answer.status()).as(answer.body()).isIn(i % 2 == 0 ? List.of(204) : List.of(400, 404));
        }
        assertThat(log.of(journey).stream()
                        .filter(event -> event.kind() == Kind.COMPLETED && id.equals(event.workItem())))
                .hasSize(1);
    }

    @Attack(Attacks.F11)
    @Test
    void whoLostTheWorkIsToldByACodeThatStays() {
        JourneyId journey = garden.started();
        String id = garden.held(journey, "w1");
        for (String verb : List.of("complete", "failure", "bpmnError", "extendLock", "lock")) {
            Answer answer = garden.office.post(
                    TASKS + id + "/" + verb,
                    Map.of(
                            "workerId",
                            "w2",
                            "errorCode",
                            "no-plot",
                            "newDuration",
                            1000,
                            "lockDuration",
                            1000,
                            "retries",
                            1));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().get("code").asInt()).as(verb).isEqualTo(20_001);
        }
    }

    @Test
    void workersWhoseLongNamesBeginAlikeAreTwo() {
        JourneyId journey = garden.started();
        String id = garden.held(journey, "w".repeat(200) + "1");
        Map<String, Object> other = Map.of("workerId", "w".repeat(200) + "2", "variables", Garden.surveyed());
        assertThat(garden.office.post(TASKS + id + "/complete", other).status()).isEqualTo(400);
        Map<String, Object> same = Map.of("workerId", "w".repeat(200) + "1", "variables", Garden.surveyed());
        assertThat(garden.office.post(TASKS + id + "/complete", same).status()).isEqualTo(204);
    }

    @Attack(Attacks.F23)
    @Test
    void tenThousandVariablesAreRefusedInAFewWords() {
        JourneyId journey = garden.started();
        String id = garden.held(journey, "w1");
        Map<String, Object> many = new HashMap<>(Garden.surveyed());
        for (int i = 0; i < 10_000; i++) {
            many.put("survey.extra" + i, typed("Integer", i));
        }
        Answer answer = garden.office.post(TASKS + id + "/complete", Map.of("workerId", "w1", "variables", many));
        problem(answer, 400);
        assertThat(answer.body().length()).isLessThan(20_000);
        stillWaits(journey, id);
    }

    @Attack(Attacks.F23)
    @Test
    void aTextOfAlmostAMegabyteIsRefusedAndAFailureKeepsIts() {
        JourneyId journey = garden.started();
        String id = garden.held(journey, "w1");
        Map<String, Object> outputs = new HashMap<>(Garden.surveyed());
        outputs.put("survey.note", typed("String", "ø".repeat(500_000)));
        problem(garden.office.post(TASKS + id + "/complete", Map.of("workerId", "w1", "variables", outputs)), 400);
        stillWaits(journey, id);
        Map<String, Object> failure = Map.of(
                "workerId",
                "w1",
                "errorMessage",
                "😀".repeat(9000),
                "errorDetails",
                "a\u0000b\ud800" + "d".repeat(900_000),
                "retries",
                3);
        assertThat(garden.office.post(TASKS + id + "/failure", failure).status())
                .isEqualTo(204);
    }

    /** Values that look like objects of a class, and containers where a plain value belongs. */
    @Attack(Attacks.F24)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"Object\",\"value\":\"rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcA==\",\"valueInfo\":{\"objectTypeName\":\"java.util.HashMap\",\"serializationDataFormat\":\"application/x-java-serialized-object\"}}",
                "{\"type\":\"Object\",\"value\":\"{}\",\"valueInfo\":{\"objectTypeName\":\"org.springframework.context.support.ClassPathXmlApplicationContext\",\"serializationDataFormat\":\"application/json\"}}",
                "{\"type\":\"Serializable\",\"value\":\"x\"}",
                "{\"type\":\"java.lang.Runtime\",\"value\":\"x\"}",
                "{\"type\":\"Xml\",\"value\":\"<a/>\"}",
                "{\"type\":\"Bytes\",\"value\":\"eA==\"}",
                "{\"type\":\"File\",\"value\":\"eA==\",\"valueInfo\":{\"filename\":\"../../etc/passwd\"}}",
                "{\"type\":[\"String\"],\"value\":\"x\"}",
                "{\"type\":\"String\",\"value\":[\"x\"]}",
                "{\"type\":\"String\",\"value\":{\"@class\":\"javax.swing.JEditorPane\"}}",
                "{\"value\":{\"@class\":\"javax.swing.JEditorPane\"}}",
                "{\"type\":\"Json\",\"value\":\"{\\\"@type\\\":\\\"java.net.URL\\\"}\"}",
                "{\"type\":\"Json\",\"value\":\"[[[[1]]]]\"}",
                "\"x\"",
                "[1]"
            })
    void aValueOfAnotherShapeIsRefusedAndChangesNothing(String value) {
        JourneyId journey = garden.started();
        String id = garden.held(journey, "w1");
        Answer answer = garden.office.post(
                TASKS + id + "/complete",
                "{\"workerId\":\"w1\",\"variables\":{\"survey.on\":{\"type\":\"String\",\"value\":\"2026-05-02\"},"
                        + "\"survey.area\":{\"type\":\"Double\",\"value\":40.5},\"survey.note\":" + value + "}}");
        problem(answer, 400);
        stillWaits(journey, id);
    }

    /** Lists and people are looked into to the last member. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    survey.crops      | [null]
                    survey.crops      | ["a\\u0000b"]
                    survey.crops      | ["a", {"b": 1}]
                    survey.neighbours | [null]
                    survey.neighbours | [{"nationalId": "02828330090", "birthDate": "yesterday"}]
                    survey.neighbours | [{"nationalId": "02828330090", "birthDate": {"a": 1}}]
                    survey.neighbours | [{"nationalId": "02828330090", "name": ["Kari"]}]
                    survey.neighbours | [{"nationalId": "02828330090", "name": "a\\u0000b"}]
                    survey.neighbours | [{"nationalId": {"a": 1}}]
                    """)
    void aMemberOfAListThatIsWrongIsTheListsFault(String name, String json) {
        JourneyId journey = garden.started();
        String id = garden.held(journey, "w1");
        Map<String, Object> outputs = new HashMap<>(Garden.surveyed());
        outputs.put(name, typed("Json", json));
        Answer answer = garden.office.post(TASKS + id + "/complete", Map.of("workerId", "w1", "variables", outputs));
        problem(answer, 400);
        assertThat(answer.json().path("field").asText()).isEqualTo("variables." + name);
        stillWaits(journey, id);

        outputs.put(
                "survey.neighbours",
                typed("Json", "[{\"nationalId\":\"02828330090\",\"name\":\"" + "N".repeat(300) + "\"}]"));
        problem(garden.office.post(TASKS + id + "/complete", Map.of("workerId", "w1", "variables", outputs)), 400);
        stillWaits(journey, id);
    }

    private void stillWaits(JourneyId journey, String id) {
        WorkItem item = garden.waiting(journey);
        assertThat(item.id()).isEqualTo(id);
        assertThat(item.state()).isEqualTo(WorkItem.State.OPEN);
        assertThat(log.of(journey).stream()
                        .filter(event -> id.equals(event.workItem()))
                        .map(JourneyEvent::kind))
                .containsExactly(Kind.REACHED);
        assertThat(journeys.dataOf(journeys.find(journey).orElseThrow())).doesNotContainKey("survey.area");
    }

    // The wire

    @Attack(Attacks.F23)
    @ParameterizedTest
    @ValueSource(strings = {"/engine-rest/external-task/fetchAndLock", "/api/events", "/api/journeys"})
    void twoMegabytesAreTooMuchWithAndWithoutTheirLength(String path) {
        byte[] large = ("{\"workerId\":\"" + "w".repeat(2_000_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        for (BodyPublisherOf body : List.<BodyPublisherOf>of(
                () -> BodyPublishers.ofByteArray(large),
                () -> BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large)))) {
            HttpRequest request = garden.office
                    .request(path)
                    .header(
                            "Content-Type",
                            path.equals("/api/events") ? "application/cloudevents+json" : "application/json")
                    .POST(body.publisher())
                    .build();
            problem(Machine.send(request).join(), 413);
        }
    }

    private interface BodyPublisherOf {
        HttpRequest.BodyPublisher publisher();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    text/plain                                | 415
                    application/xml                           | 415
                    application/json;charset=no-such          | 415
                    no media type                             | 415
                    application/x-www-form-urlencoded         | 415
                    multipart/form-data                       | 400
                    multipart/form-data; boundary=x           | 415
                    application/yaml                          | 415
                    application/cbor                          | 415
                    """)
    void aBodyOfAnotherKindIsRefused(String type, int status) {
        for (String path : List.of("/engine-rest/external-task/fetchAndLock", "/api/journeys")) {
            HttpRequest request = garden.office
                    .request(path)
                    .header("Content-Type", type)
                    .POST(BodyPublishers.ofString("{\"workerId\":\"w\",\"maxTasks\":1}"))
                    .build();
            problem(Machine.send(request).join(), status);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "PATCH", "DELETE"})
    void anotherMethodIsRefusedWithTheRightOne(String method) {
        for (String path : List.of("/engine-rest/external-task/fetchAndLock", "/api/events")) {
            HttpRequest request = garden.office
                    .request(path)
                    .header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString("{}"))
                    .build();
            Answer answer = Machine.send(request).join();
            problem(answer, 405);
            assertThat(answer.header("allow")).isEqualTo("POST");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /api/journeys/%00                | 400
                    /api/journeys/a%2Fb              | 400
                    /api/journeys/a;b                | 400
                    /api//journeys/x                 | 400
                    /api/journeys/%                  | 400
                    /api/journeys/%zz                | 400
                    /api/organisations/210010008     | 400
                    /api/organisations/314159209     | 404
                    /api/life-events/no-such         | 404
                    """)
    void anAddressThatNobodyCanReadIsRefusedInOurWords(String path, int status) throws IOException {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + garden.office.token() + "\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 " + status);
        assertThat(answer)
                .contains("application/problem+json")
                .contains("\"detail\"")
                .doesNotContain("Tomcat");
    }

    private String raw(String request) throws IOException {
        try (Socket line = new Socket("localhost", garden.office.server().getPort())) {
            line.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            line.getOutputStream().flush();
            return new String(line.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void problem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        JsonNode body = answer.json();
        assertThat(body.path("status").asInt()).isEqualTo(status);
        assertThat(body.path("type").asText()).isNotBlank();
        assertThat(body.path("detail").asText()).isNotBlank();
        assertThat(body.path("message")).isEqualTo(body.path("detail"));
        assertThat(body.path("code").isInt()).isTrue();
    }
}

package org.samspill.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@WebSetting
class ProblemsOverHttpTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    @LocalServerPort
    int port;

    @Autowired
    Doors doors;

    @AfterEach
    void letEverybodyIn() {
        doors.open();
    }

    @Test
    void malformedJsonIsNamedByLineAndCharacter() throws Exception {
        JsonNode problem = problem(400, post("/api/sample", "{\n  \"count\": }"));
        assertThat(problem.get("type").asText()).isEqualTo("urn:samspill:problem:malformed-json");
        assertThat(problem.get("detail").asText()).contains("linje 2");
        assertThat(problem.get("message")).isEqualTo(problem.get("detail"));
        assertThat(problem.get("code").asInt()).isZero();
    }

    @Test
    void aFieldOfTheWrongTypeIsNamed() throws Exception {
        JsonNode problem = problem(400, post("/api/sample", "{\"count\": {\"a\": 1}}"));
        assertThat(problem.get("field").asText()).isEqualTo("count");
        assertThat(problem.toString()).doesNotContain("java.lang").doesNotContain("org.samspill");
    }

    @Test
    void anEmptyBodyIsAProblemOfTheCaller() throws Exception {
        problem(400, post("/api/sample", ""));
    }

    @Test
    void missingAndWrongParametersAreNamed() throws Exception {
        assertThat(problem(400, get("/api/sample/number")).get("field").asText())
                .isEqualTo("of");
        assertThat(problem(400, get("/api/sample/number?of=many")).get("field").asText())
                .isEqualTo("of");
    }

    @Test
    void aBodyOverTheLimitIsRefusedWithAndWithoutItsLength() throws Exception {
        String large = "{\"count\": \"" + "1".repeat(2 * BodyLimit.MAX_BYTES) + "\"}";
        problem(413, post("/api/sample", large));
        HttpRequest streamed = request("/api/sample")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large.getBytes())))
                .build();
        problem(413, client.send(streamed, HttpResponse.BodyHandlers.ofString()));
    }

    @Test
    void aMethodThatIsNotTakenSaysWhichAre() throws Exception {
        HttpResponse<String> answer = get("/api/sample");
        problem(405, answer);
        assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
    }

    @Test
    void aFormatThatIsNotReadIsNamed() throws Exception {
        HttpRequest text = request("/api/sample")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("x"))
                .build();
        problem(415, client.send(text, HttpResponse.BodyHandlers.ofString()));
    }

    @Test
    void whatDoesNotExistIsNotFound() throws Exception {
        assertThat(problem(404, get("/api/nothing")).get("instance").asText()).isEqualTo("/api/nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/sample/fail", "/sample/fail"})
    void aDefectOfOursGivesAReferenceAndNothingElse(String address) throws Exception {
        HttpResponse<String> answer = get(address);
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body())
                .doesNotContain("secret")
                .doesNotContain("Exception")
                .containsPattern("[0-9a-f]{8}");
    }

    @Test
    void aRefusalCarriesWhatBothKindsOfClientsRead() throws Exception {
        HttpResponse<String> answer = get("/api/sample/refused");
        JsonNode problem = problem(409, answer);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(problem.get("type").asText()).isEqualTo("urn:samspill:problem:taken");
        assertThat(problem.get("field").asText()).isEqualTo("row");
        assertThat(problem.get("code").asInt()).isEqualTo(1);
    }

    @Test
    void clientsOfTheProtocolGetPlainJson() throws Exception {
        HttpResponse<String> answer = get("/engine-rest/sample/refused");
        problem(409, answer);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    }

    @Test
    void machinesAreAnsweredInTheLanguageTheyAskFor() throws Exception {
        HttpRequest english =
                request("/api/nothing").header("Accept-Language", "en").build();
        JsonNode problem = problem(404, client.send(english, HttpResponse.BodyHandlers.ofString()));
        assertThat(problem.get("title").asText()).isEqualTo("We did not find the page");
    }

    @Test
    void aPartOfAPageGetsALineForItsStatus() throws Exception {
        HttpRequest part = request("/nothing")
                .header("HX-Request", "true")
                .header("Accept", "text/html")
                .build();
        HttpResponse<String> answer = client.send(part, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("HX-Retarget")).hasValue("#status");
        assertThat(String.join(",", answer.headers().allValues("Vary"))).containsIgnoringCase("HX-Request");
        assertThat(answer.body()).doesNotContain("<html");
    }

    @Test
    void whileTheDoorsAreClosedEverybodyIsToldToComeBack() throws Exception {
        doors.progress(42, "web.opening.ready");
        HttpResponse<String> machine = get("/api/sample/number?of=1");
        problem(503, machine);
        assertThat(machine.headers().firstValue("Retry-After")).hasValue("2");
        HttpRequest page = request("/work").header("Accept", "text/html").build();
        HttpResponse<String> person = client.send(page, HttpResponse.BodyHandlers.ofString());
        assertThat(person.statusCode()).isEqualTo(503);
        assertThat(person.body()).contains("42 prosent").contains("http-equiv=\"refresh\"");
        assertThat(person.headers().firstValue("Content-Security-Policy")).isPresent();
        doors.open();
        assertThat(get("/api/sample/number?of=1").statusCode()).isEqualTo(200);
    }

    @Test
    void assetsMayBeKeptForAYear() throws Exception {
        HttpResponse<String> answer = get(get("/").body().replaceAll("(?s).*src=\"(/assets/[^\"]+)\".*", "$1"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control").orElse(""))
                .contains("max-age=31536000")
                .contains("immutable");
    }

    private JsonNode problem(int status, HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode problem = json.readTree(answer.body());
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("message").asText()).isNotBlank();
        return problem;
    }

    private HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + address));
    }

    private HttpResponse<String> get(String address) throws Exception {
        return client.send(request(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String address, String body) throws Exception {
        HttpRequest posted = request(address)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(posted, HttpResponse.BodyHandlers.ofString());
    }
}

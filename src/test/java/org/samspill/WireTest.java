package org.samspill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What is too long for the line is said to be so, in a page or in problem details, with the same protection as any other answer. */
@SamspillTest
@Attack(Attacks.F23)
class WireTest {

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @ValueSource(ints = {8_100, 12_000, 30_000})
    void anAddressThatIsTooLongIsAnsweredInWords(int length) {
        Http.Answer page = new Http(port).with("Accept", "text/html").get("/sign-in?next=" + "x".repeat(length));
        assertThat(page.status()).isEqualTo(414);
        assertThat(page.body()).contains("<html").contains("Adressen er for lang");
        Cloak.covers(page.response());

        Http.Answer machine = new Http(port).get("/api/life-events?x=" + "x".repeat(length));
        assertThat(machine.status()).isEqualTo(414);
        assertThat(machine.json().path("type").asText()).isEqualTo("urn:samspill:problem:address-too-long");
        assertThat(machine.json().path("message").asText()).isNotBlank();
    }

    @Test
    void anAddressOfEightThousandIsTaken() {
        assertThat(new Http(port).get("/sign-in?next=" + "x".repeat(7_900)).status())
                .isEqualTo(200);
    }

    /** The server reads the fields of a form itself, and a form that says no length has none that it could refuse beforehand. */
    @ParameterizedTest
    @CsvSource({"2000000, 413", "1500000, 413"})
    void aFormInPiecesThatIsTooLongIsAPageThatSaysSo(int length, int status) throws Exception {
        Http browser = new Http(port).signedInAs("parent.kari");
        String body = "_csrf=" + browser.csrf("/my") + "&text=" + "x".repeat(length);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/preferences"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html")
                .POST(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
                .build();
        HttpResponse<String> answer = browser.session().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("<html").contains("for stort");
        Cloak.covers(answer);
    }
}

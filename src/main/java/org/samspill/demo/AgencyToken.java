package org.samspill.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.camunda.bpm.client.interceptor.ClientRequestContext;
import org.camunda.bpm.client.interceptor.ClientRequestInterceptor;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.OrganisationNumber;

/** Puts an organisation's token on every request of its client, and gets the next one before the last has run out. */
final class AgencyToken implements ClientRequestInterceptor {

    private static final Duration EARLY = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ObjectMapper json = new ObjectMapper();
    private final URI endpoint;
    private final String credentials;

    private @Nullable String token;
    private long goodUntil;

    AgencyToken(URI server, OrganisationNumber organisation, String secret) {
        this.endpoint = server.resolve("/oauth2/token");
        this.credentials = Base64.getEncoder()
                .encodeToString((organisation.value() + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void intercept(ClientRequestContext request) {
        request.addHeader("Authorization", "Bearer " + current());
    }

    private synchronized String current() {
        String known = token;
        if (known != null && System.nanoTime() - goodUntil < 0) {
            return known;
        }
        JsonNode answer = ask();
        String fresh = answer.get("access_token").asText();
        token = fresh;
        goodUntil = System.nanoTime()
                + Duration.ofSeconds(answer.get("expires_in").asLong())
                        .minus(EARLY)
                        .toNanos();
        return fresh;
    }

    private JsonNode ask() {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .timeout(PATIENCE)
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&scope=samspill%3Awork"))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("No token: " + response.statusCode());
            }
            return json.readTree(response.body());
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while waiting for a token", stopped);
        }
    }
}

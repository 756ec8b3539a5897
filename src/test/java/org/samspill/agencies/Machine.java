package org.samspill.agencies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A machine of an organisation: its token and bare HTTP, so that what stands on the wire is what is looked at. */
record Machine(URI server, String organisation, String token) {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** What came back. */
    record Answer(int status, Map<String, java.util.List<String>> headers, String body) {

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException notJson) {
                throw new UncheckedIOException(body, notJson);
            }
        }

        @Nullable
        String header(String name) {
            return headers.getOrDefault(name, java.util.List.of()).stream()
                    .findFirst()
                    .orElse(null);
        }
    }

    /** A machine with a token of the built-in issuer. */
    static Machine of(int port, String organisation) {
        URI server = URI.create("http://localhost:" + port);
        String form =
                "grant_type=client_credentials&scope=" + URLEncoder.encode("samspill:work", StandardCharsets.UTF_8)
                        + "&client_id=" + organisation + "&client_secret=demo";
        Answer answer = send(HttpRequest.newBuilder(server.resolve("/oauth2/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build())
                .join();
        if (answer.status() != 200) {
            throw new IllegalStateException("No token: " + answer);
        }
        return new Machine(
                server, organisation, answer.json().get("access_token").asText());
    }

    /** The same machine with the same token at another node. */
    Machine at(int port) {
        return new Machine(URI.create("http://localhost:" + port), organisation, token);
    }

    Answer post(String path, Object body) {
        return posting(path, body).join();
    }

    CompletableFuture<Answer> posting(String path, Object body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(text(body)))
                .build());
    }

    /** A call without a body and without a media type, as the JavaScript client unlocks. */
    Answer post(String path) {
        return send(request(path).POST(HttpRequest.BodyPublishers.noBody()).build())
                .join();
    }

    Answer get(String path) {
        return send(request(path).GET().build()).join();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).header("Authorization", "Bearer " + token);
    }

    static CompletableFuture<Answer> send(HttpRequest request) {
        return HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenApply(response ->
                        new Answer(response.statusCode(), response.headers().map(), response.body()));
    }

    private static String text(Object body) {
        try {
            return body instanceof String text ? text : JSON.writeValueAsString(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}

package org.samspill.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who speaks HTTP with whichever node, does not wait for ever, and takes it as an answer (status 0) when none comes. */
final class Caller {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration PATIENCE = Duration.ofSeconds(35);
    private static final Pattern CSRF =
            Pattern.compile("name=\"(?:_csrf|csrf-token)\"[^>]*?(?:value|content)=\"([^\"]+)\"");
    private static final HttpClient PROBES =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final HttpClient client;
    private final Map<String, String> headers = new HashMap<>();

    Caller() {
        this(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .cookieHandler(new CookieManager())
                .build());
    }

    private Caller(HttpClient client) {
        this.client = client;
    }

    /** @param status 0 when the connection failed or nothing came in time */
    record Answer(int status, String body, Optional<String> retryAfter, Duration took) {

        boolean ok() {
            return status >= 200 && status < 300;
        }

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException notJson) {
                throw new UncheckedIOException(status + " " + body, notJson);
            }
        }
    }

    Caller with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** The same caller with one header more. */
    Caller also(String header, String value) {
        Caller more = new Caller(client);
        more.headers.putAll(headers);
        return more.with(header, value);
    }

    /** A machine of an organisation, with a token of the built-in issuer. */
    static Caller machine(int port, String organisation) {
        Caller machine = new Caller();
        Answer answer = machine.form(
                port,
                "/oauth2/token",
                "grant_type=client_credentials&scope=samspill%3Awork&client_id=" + organisation
                        + "&client_secret=demo");
        String token = answer.ok() ? answer.json().path("access_token").asText() : "";
        return machine.with("Authorization", "Bearer " + token);
    }

    /** False for a machine whose token did not come. */
    boolean known() {
        return !headers.getOrDefault("Authorization", "").equals("Bearer ");
    }

    /** Somebody who signs in on the page, and then sends what her pages would send. */
    static Caller person(int port, String username) {
        Caller person = new Caller();
        String csrf = person.csrf(port, "/sign-in");
        person.form(port, "/sign-in", "username=" + username + "&password=demo&_csrf=" + encoded(csrf));
        return person.with("X-CSRF-TOKEN", person.csrf(port, "/preferences-of-nobody"));
    }

    private String csrf(int port, String page) {
        Matcher token = CSRF.matcher(get(port, page).body());
        if (!token.find()) {
            throw new AssertionError("No CSRF token on " + page);
        }
        return token.group(1);
    }

    Answer get(int port, String path) {
        return send(request(port, path, PATIENCE).GET());
    }

    Answer delete(int port, String path) {
        return send(request(port, path, PATIENCE).DELETE());
    }

    Answer post(int port, String path, Object body) {
        return post(port, path, body, PATIENCE);
    }

    Answer post(int port, String path, Object body, Duration patience) {
        try {
            return send(request(port, path, patience)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    Answer form(int port, String path, String body) {
        return send(request(port, path, PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(int port, String path, Duration patience) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(patience);
        headers.forEach(request::header);
        return request;
    }

    private Answer send(HttpRequest.Builder request) {
        return send(client, request.build());
    }

    private static Answer send(HttpClient by, HttpRequest request) {
        long began = System.nanoTime();
        try {
            HttpResponse<String> response = by.send(request, BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.body(),
                    response.headers().firstValue("Retry-After"),
                    Duration.ofNanos(System.nanoTime() - began));
        } catch (IOException noAnswer) {
            return new Answer(0, noAnswer.toString(), Optional.empty(), Duration.ofNanos(System.nanoTime() - began));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Answer(0, "interrupted", Optional.empty(), Duration.ZERO);
        }
    }

    static int probe(int port, String path) {
        return probed(port, path).status();
    }

    static String text(int port, String path) {
        return probed(port, path).body();
    }

    private static Answer probed(int port, String path) {
        return send(
                PROBES,
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .timeout(Duration.ofSeconds(20))
                        .build());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

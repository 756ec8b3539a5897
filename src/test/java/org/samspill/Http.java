package org.samspill;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Someone outside the program who speaks HTTP with it: a browser without scripts (cookies, forms with their CSRF token) or a machine
 * (JSON with a bearer token). Follows no redirects, so that a test sees them.
 *
 * <p>{@code new Http(port).signedInAs("parent.kari").get("/my")}, {@code new Http(port).withTokenOf("210010009").post("/api/events", json)}
 */
public final class Http {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CSRF =
            Pattern.compile("name=\"(?:_csrf|csrf-token)\"[^>]*?(?:value|content)=\"([^\"]+)\"");

    private final String base;
    private final HttpClient client;
    private final Map<String, String> headers = new HashMap<>();

    public Http(int port) {
        this(
                port,
                HttpClient.newBuilder()
                        .cookieHandler(new CookieManager())
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build());
    }

    private Http(int port, HttpClient client) {
        this.base = "http://localhost:" + port;
        this.client = client;
    }

    /** The same browser at another node, with the same cookies. */
    public Http at(int port) {
        return new Http(port, client);
    }

    /** What came back. */
    public record Answer(int status, String body, HttpResponse<String> response) {

        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException noJson) {
                throw new AssertionError("No JSON: " + status + " " + body, noJson);
            }
        }

        public Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        /** The path that a redirect leads to. */
        public Optional<String> location() {
            return header("Location").map(address -> URI.create(address).getPath());
        }
    }

    /** Every further request carries the header. */
    public Http with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** Signs in on the sign-in page as a person of the demo world. */
    public Http signedInAs(String username) {
        Answer answer = signIn(username, "demo");
        if (answer.status != 302) {
            throw new AssertionError("Sign-in of " + username + " gave " + answer.status);
        }
        return this;
    }

    public Answer signIn(String username, String password) {
        return postForm("/sign-in", "/sign-in", Map.of("username", username, "password", password));
    }

    /** The cookies' owner itself, for answers that never end. */
    public HttpClient session() {
        return client;
    }

    /** Fetches a token of the built-in issuer for a demo organisation and sends it from now on. */
    public Http withTokenOf(String organisation) {
        Answer answer = token(organisation, "demo");
        return with(
                "Authorization", "Bearer " + answer.json().path("access_token").asText());
    }

    public Answer token(String organisation, String secret) {
        return send(HttpRequest.newBuilder(at("/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        organisation,
                        "client_secret",
                        secret,
                        "scope",
                        "samspill:work")))));
    }

    public Answer get(String path) {
        return send(HttpRequest.newBuilder(at(path)).GET());
    }

    public Answer delete(String path) {
        return send(HttpRequest.newBuilder(at(path)).DELETE());
    }

    /** Sends JSON. */
    public Answer post(String path, String json) {
        return send(HttpRequest.newBuilder(at(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    /** Sends a body of any kind. */
    public Answer post(String path, String body, String type) {
        return send(
                HttpRequest.newBuilder(at(path)).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    /** Posts a form as the page would that shows it: with the CSRF token of that page. */
    public Answer postForm(String page, String path, Map<String, String> fields) {
        Map<String, String> all = new HashMap<>(fields);
        all.put("_csrf", csrf(page));
        return postFormWithoutCsrf(path, all);
    }

    public Answer postFormWithoutCsrf(String path, Map<String, String> fields) {
        return send(HttpRequest.newBuilder(at(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(fields))));
    }

    /** The CSRF token that a page carries. */
    public String csrf(String page) {
        Answer answer = get(page);
        Matcher token = CSRF.matcher(answer.body);
        if (!token.find()) {
            throw new AssertionError("No CSRF token on " + page + ", which answered " + answer.status);
        }
        return token.group(1);
    }

    private URI at(String path) {
        return URI.create(base + path);
    }

    private Answer send(HttpRequest.Builder request) {
        headers.forEach(request::setHeader);
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

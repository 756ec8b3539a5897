package org.samspill;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** What every answer must carry so that a browser runs nothing but ours, frames nothing of ours, and guesses nothing. */
final class Cloak {

    private Cloak() {}

    static void covers(HttpResponse<?> answer) {
        String what = answer.statusCode() + " " + answer.uri();
        Map<String, String> policy = Arrays.stream(
                        header(answer, "Content-Security-Policy").split(";"))
                .map(String::strip)
                .filter(directive -> !directive.isEmpty())
                .collect(Collectors.toMap(directive -> directive.split(" ")[0], directive -> directive
                        .substring(directive.split(" ")[0].length())
                        .strip()));
        assertThat(policy).as(what).containsEntry("default-src", "'none'").containsEntry("frame-ancestors", "'none'");
        assertThat(policy.getOrDefault("script-src", "'self'")).as(what).isEqualTo("'self'");
        assertThat(policy.getOrDefault("connect-src", "'self'")).as(what).isEqualTo("'self'");
        assertThat(policy.getOrDefault("base-uri", "'none'")).as(what).isEqualTo("'none'");
        // Only where diagrams are drawn do the tools write style attributes.
        String path = answer.uri().getPath();
        boolean drawing = path.startsWith("/studio") || path.startsWith("/swagger-ui");
        assertThat(policy.getOrDefault("style-src", "'self'"))
                .as(what)
                .isEqualTo(drawing ? "'self' 'unsafe-inline'" : "'self'");
        assertThat(header(answer, "X-Content-Type-Options")).as(what).isEqualTo("nosniff");
        assertThat(header(answer, "X-Frame-Options")).as(what).isEqualTo("DENY");
        assertThat(header(answer, "Referrer-Policy")).as(what).isEqualTo("same-origin");
        assertThat(header(answer, "Cross-Origin-Opener-Policy")).as(what).isEqualTo("same-origin");
        assertThat(header(answer, "Permissions-Policy")).as(what).contains("camera=()");
        assertThat(answer.headers().firstValue("Server")).as(what).isEmpty();
        assertThat(answer.headers().firstValue("X-Powered-By")).as(what).isEmpty();
    }

    private static String header(HttpResponse<?> answer, String name) {
        assertThat(answer.headers().allValues(name))
                .as(answer.uri() + " " + name)
                .hasSize(1);
        return answer.headers().firstValue(name).orElseThrow();
    }
}

package org.samspill.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Logs for machines: the same last line of defence as in plain ones, and what they say of the request. */
class StructuredLogTest {

    private static JsonNode line(String message, Throwable thrown, Map<String, String> request) throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        new YamlPropertySourceLoader()
                .load("ours", new ClassPathResource("application.yaml"))
                .forEach(environment.getPropertySources()::addLast);
        LoggerContext context = new LoggerContext();
        context.putObject(Environment.class.getName(), environment);
        StructuredLogEncoder encoder = new StructuredLogEncoder();
        encoder.setContext(context);
        encoder.setFormat("ecs");
        encoder.start();
        LoggingEvent event =
                new LoggingEvent("test", context.getLogger("org.samspill.test"), Level.WARN, message, thrown, null);
        event.setMDCPropertyMap(request);
        return new ObjectMapper().readTree(encoder.encode(event));
    }

    @Test
    void whatLooksLikeAnIdentityNumberIsNotWritten() throws IOException {
        JsonNode line = line(
                "A key exists: 02828330171",
                new IllegalStateException("value 028283 30171"),
                Map.of("requestId", "r-1", "organisation", "310810010"));
        assertThat(line.toString()).doesNotContain("30171").contains("•••••••••••");
        assertThat(line.path("log")
                        .path("logger")
                        .asText(line.path("log.logger").asText()))
                .isEqualTo("org.samspill.test");
        assertThat(line.toString()).contains("310810010").contains("r-1").contains("\"ecs");
    }

    @Test
    void eachRequestHasAnIdThatTheAnswerCarriesAndThatIsNeverPersonal() throws Exception {
        assertThat(idFor("case-17.a")).isEqualTo("case-17.a");
        for (String unfit : new String[] {null, "", "02828330171", "a b", "x\nfake line", "x".repeat(65)}) {
            assertThat(idFor(unfit)).matches("[0-9a-f-]{36}");
        }
        assertThat(MDC.get("requestId")).isNull();
    }

    private static String idFor(String theirs) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest();
        if (theirs != null) {
            request.addHeader(LogContext.HEADER, theirs);
        }
        MockHttpServletResponse response = new MockHttpServletResponse();
        AtomicReference<String> inside = new AtomicReference<>();
        new LogContext().doFilter(request, response, (asked, answered) -> inside.set(MDC.get("requestId")));
        assertThat(response.getHeader(LogContext.HEADER)).isEqualTo(inside.get());
        return inside.get();
    }
}

package org.samspill.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Writes what happens at the doors to the log `samspill.security`, one line for each, and counts it in `samspill_security_events`. The line says for us
 * what the answer does not say to the caller. It names people by our own ids, and never carries a token, a secret or an identity number.
 */
@Component
public class SecurityEvents {

    private static final Logger log = LoggerFactory.getLogger("samspill.security");
    private static final int LONGEST = 200;
    private static final int REMEMBERED = 10_000;

    private final MeterRegistry metrics;

    /** What has been written down once, so that a polling machine does not fill the log. */
    private final Cache<String, Boolean> told = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .executor(Runnable::run)
            .build();

    SecurityEvents(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /** Somebody was turned away at a door. */
    public void refused(String event, String reason, @Nullable Object who, HttpServletRequest request) {
        write(
                event,
                Map.of(
                        "reason", reason,
                        "who", who == null ? "-" : who,
                        "method", request.getMethod(),
                        "path", Wants.original(request),
                        "address", request.getRemoteAddr()));
    }

    /** Some of what was asked for at once is not there, or not for her, which look alike; the rest was answered. */
    public void partlyNotThere(int missing, int asked, @Nullable Object who, HttpServletRequest request) {
        if (missing > 0) {
            refused("not-there", missing + " of " + asked, who, request);
        }
    }

    /** The same as {@link #happened}, but told only the first time for each key (a digest or a signature, never a secret). */
    public void happenedOnce(String key, String event, Map<String, ?> facts) {
        if (told.asMap().putIfAbsent(key, true) == null) {
            write(event, facts);
        }
    }

    /** Something else that counts: about sign-ins, and about secrets. */
    public void happened(String event, Map<String, ?> facts) {
        write(event, facts);
    }

    private void write(String event, Map<String, ?> facts) {
        metrics.counter("samspill.security.events", "event", event).increment();
        StringBuilder line = new StringBuilder("event=").append(event);
        new java.util.TreeMap<>(facts).forEach((name, value) -> line.append(' ')
                .append(name)
                .append("=\"")
                .append(plain(value))
                .append('"'));
        log.info("{}", line);
    }

    /** One line stays one line, whatever a caller has put into an address or a header. */
    private static String plain(Object value) {
        String text = String.valueOf(value)
                .replaceAll("[^\\p{L}\\p{N}\\p{Punct} ]", "?")
                .replace('"', '\'');
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}

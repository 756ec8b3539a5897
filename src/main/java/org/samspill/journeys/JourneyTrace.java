package org.samspill.journeys;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A journey as one trace, however many months and nodes it goes over: each row of the journey log is a span of it, linked to the request or job that wrote
 * it. The trace's id is a digest of the journey's, so that it is the same everywhere and forever without being kept, and does not tell which journey it is.
 * Spans carry keys of models and nothing else.
 */
@Component
public class JourneyTrace implements LogFollower {

    private static final String SCOPE = "samspill";
    private static final int TRACE_BYTES = 16;
    private static final int SPAN_BYTES = 8;

    private final @Nullable Tracer tracer;
    private final double share;

    @Autowired
    JourneyTrace(
            ObjectProvider<TracerProvider> tracing,
            @Value("${management.tracing.sampling.probability:0.1}") double share) {
        this(tracing.getIfAvailable(), share);
    }

    /**
     * @param tracing null while traces are sent nowhere
     * @param share of the journeys that are traced, 0 to 1; a journey is traced wholly or not at all
     */
    JourneyTrace(@Nullable TracerProvider tracing, double share) {
        this.tracer = tracing == null ? null : tracing.get(SCOPE);
        this.share = share;
    }

    /** The journey's {@code traceparent} (W3C Trace Context) for messages about it; empty while traces are sent nowhere. */
    public Optional<String> traceparent(JourneyId journey) {
        if (tracer == null) {
            return Optional.empty();
        }
        SpanContext context = context(journey);
        return Optional.of("00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                + context.getTraceFlags().asHex());
    }

    private SpanContext context(JourneyId journey) {
        byte[] digest = digest(journey);
        // The last bytes decide: alike on every node.
        double draw =
                (ByteBuffer.wrap(digest, digest.length - Long.BYTES, Long.BYTES).getLong() >>> 1)
                        / (double) Long.MAX_VALUE;
        return SpanContext.createFromRemoteParent(
                HexFormat.of().formatHex(digest, 0, TRACE_BYTES),
                HexFormat.of().formatHex(digest, TRACE_BYTES, TRACE_BYTES + SPAN_BYTES),
                draw < share ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                TraceState.getDefault());
    }

    private static byte[] digest(JourneyId journey) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(("trace " + journey.value()).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void written(JourneyLog.Entry entry, Instant at) {
        if (tracer == null) {
            return;
        }
        SpanContext journey = context(entry.journey());
        if (!journey.isSampled()) {
            return;
        }
        SpanBuilder span = span(tracer, journey, entry).setStartTimestamp(at);
        // What is undone has not happened.
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                span.startSpan().end(at);
            }
        });
    }

    private static SpanBuilder span(Tracer tracer, SpanContext journey, JourneyLog.Entry entry) {
        String what = entry.kind().name().toLowerCase(Locale.ROOT);
        String where = entry.service() != null ? entry.service() : entry.element();
        SpanBuilder span = tracer.spanBuilder(where == null ? what : what + " " + where)
                .setParent(Context.root().with(Span.wrap(journey)));
        SpanContext cause = Span.current().getSpanContext();
        if (cause.isValid()) {
            span.addLink(cause);
        }
        put(span, "orchestration.event", what);
        put(span, "orchestration.process", entry.process());
        put(span, "orchestration.step", entry.element());
        put(span, "orchestration.topic", entry.service());
        put(span, "orchestration.actor.kind", entry.actor());
        return span;
    }

    private static void put(SpanBuilder span, String name, @Nullable String value) {
        if (value != null) {
            span.setAttribute(name, value);
        }
    }
}

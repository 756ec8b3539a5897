package org.samspill.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.samspill.journeys.JourneyEvent.Kind;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A journey is one trace, over months and nodes, that tells nobody which journey it is. */
class JourneyTraceTest {

    private static final Instant SPRING = Instant.parse("2026-03-01T10:00:00Z");

    private final InMemorySpanExporter sent = InMemorySpanExporter.create();
    private final OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(sent))
                    .build())
            .build();

    @AfterEach
    void close() {
        telemetry.close();
    }

    private static void written(JourneyTrace trace, JourneyId journey, String element, Instant at, boolean committed) {
        TransactionSynchronizationManager.initSynchronization();
        try {
            trace.written(JourneyLog.Entry.step(journey, Kind.COMPLETED, "process", element), at);
            if (committed) {
                TransactionSynchronizationManager.getSynchronizations()
                        .forEach(TransactionSynchronization::afterCommit);
            }
        } finally {
            TransactionSynchronizationManager.clearSynchronization();
        }
    }

    @Test
    void stepsOfMonthsAndNodesAreOneTraceLinkedToWhatCausedThem() {
        JourneyId journey = JourneyId.random();
        JourneyTrace one = new JourneyTrace(telemetry.getTracerProvider(), 1);
        JourneyTrace other = new JourneyTrace(telemetry.getTracerProvider(), 1);
        Tracer requests = telemetry.getTracer("requests");
        Span request = requests.spanBuilder("POST /work").startSpan();
        try (var here = request.makeCurrent()) {
            written(one, journey, "Task_First", SPRING, true);
        }
        written(other, journey, "Task_Second", SPRING.plus(Duration.ofDays(200)), true);
        written(other, journey, "Task_Undone", SPRING, false);
        written(other, JourneyId.random(), "Task_Other", SPRING, true);

        List<SpanData> spans = sent.getFinishedSpanItems();
        assertThat(spans)
                .extracting(SpanData::getName)
                .containsExactly("completed Task_First", "completed Task_Second", "completed Task_Other");
        SpanData first = spans.get(0);
        SpanData second = spans.get(1);
        assertThat(second.getTraceId()).isEqualTo(first.getTraceId());
        assertThat(second.getParentSpanId()).isEqualTo(first.getParentSpanId());
        assertThat(spans.get(2).getTraceId()).isNotEqualTo(first.getTraceId());
        assertThat(first.getLinks()).singleElement().satisfies(link -> assertThat(
                        link.getSpanContext().getTraceId())
                .isEqualTo(request.getSpanContext().getTraceId()));
        assertThat(second.getLinks()).isEmpty();
        assertThat(first.getStartEpochNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(SPRING.getEpochSecond()));
        assertThat(one.traceparent(journey))
                .hasValue("00-" + first.getTraceId() + "-" + first.getParentSpanId() + "-01");
        assertThat(spans)
                .noneMatch(span -> span.toString().contains(journey.value())
                        || span.toString().contains(journey.value().replace("-", "")));
    }

    @Test
    void aJourneyIsTracedWhollyOrNotAtAllAndAsOftenAsAskedFor() {
        JourneyTrace trace = new JourneyTrace(telemetry.getTracerProvider(), 0.5);
        for (int i = 0; i < 400; i++) {
            JourneyId journey = JourneyId.random();
            written(trace, journey, "Task_First", SPRING, true);
            written(trace, journey, "Task_Second", SPRING, true);
        }
        assertThat(sent.getFinishedSpanItems().size() % 2).isZero();
        assertThat(sent.getFinishedSpanItems()).hasSizeBetween(240, 560);
    }

    @Test
    void withoutAnAddressThereIsNothing() {
        JourneyTrace trace = new JourneyTrace((TracerProvider) null, 1);
        // No transaction is needed for nothing.
        trace.written(JourneyLog.Entry.step(JourneyId.random(), Kind.COMPLETED, "process", "Task"), SPRING);
        assertThat(trace.traceparent(JourneyId.random())).isEmpty();
    }
}

package org.samspill.privacy;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/**
 * Whether the logs are whole: rows that are not as they were written, rows that this node has committed and not yet found sealed, and those
 * that it has found; what has left ({@code samspill.disclosures}) has each its row among them.
 */
@Component
class SealGauges implements MeterBinder {

    private final LogSealing sealing;
    private final RowMarks marks;

    SealGauges(LogSealing sealing, RowMarks marks) {
        this.sealing = sealing;
        this.marks = marks;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("samspill.log.breaches", sealing, LogSealing::breaches)
                .register(registry);
        FunctionCounter.builder("samspill.log.rows", sealing, all -> all.found(DisclosureStore.NAME))
                .tag("log", DisclosureStore.NAME)
                .register(registry);
        Gauge.builder("samspill.log.unsealed", marks, RowMarks::remembered).register(registry);
    }
}

package org.samspill.agencies;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** How many machines wait for work at this node. */
@Component
class PollGauge implements MeterBinder {

    private final WaitingRoom room;

    PollGauge(WaitingRoom room) {
        this.room = room;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("samspill.polls.waiting", room, WaitingRoom::waiting).register(registry);
    }
}

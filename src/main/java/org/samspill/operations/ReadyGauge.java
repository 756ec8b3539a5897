package org.samspill.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.health.HealthComponent;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.actuate.health.Status;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What the readiness probe says, as a metric, so that going up and down can be seen afterwards. Asked by itself, not when somebody looks. */
@Component
class ReadyGauge implements MeterBinder {

    private static final long EVERY = 10_000;

    private final ObjectProvider<HealthEndpoint> health;
    private volatile boolean ready;

    ReadyGauge(ObjectProvider<HealthEndpoint> health) {
        this.health = health;
    }

    @Scheduled(fixedDelay = EVERY)
    void ask() {
        HealthEndpoint endpoint = health.getIfAvailable();
        HealthComponent group = endpoint == null ? null : endpoint.healthForPath("readiness");
        ready = group != null && Status.UP.equals(group.getStatus());
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("samspill.ready", this, each -> each.ready ? 1 : 0)
                .description("1 when this node can serve")
                .register(registry);
    }
}

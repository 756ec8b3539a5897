package org.samspill.operations;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.flywaydb.core.Flyway;
import org.samspill.webhooks.Webhooks;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Whether this node can serve, beside whether it reaches the database: the group {@code readiness} names these. Whether the process should live on is another
 * question, and none of them answers it.
 */
@Configuration(proxyBeanMethods = false)
class Readiness {

    /** Locks of other nodes run out too early or too late beyond this. */
    static final Duration MOST_SKEW = Duration.ofSeconds(2);

    @Bean
    HealthIndicator clockHealthIndicator(Nodes nodes) {
        return () -> said(nodes.skew().abs().compareTo(MOST_SKEW) <= 0)
                .withDetail("skewMillis", nodes.skew().toMillis())
                .build();
    }

    @Bean
    HealthIndicator jobsHealthIndicator(
            ProcessEngine engine, @Value("${camunda.bpm.job-execution.enabled:true}") boolean wanted) {
        var settings = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        return () -> said(!wanted || settings.getJobExecutor().isActive()).build();
    }

    @Bean
    HealthIndicator relayHealthIndicator(Webhooks webhooks) {
        return () -> said(webhooks.alive()).build();
    }

    /** Asked until they are done; they do not become undone. */
    @Bean
    HealthIndicator migrationsHealthIndicator(Flyway flyway) {
        AtomicBoolean done = new AtomicBoolean();
        return () -> {
            if (!done.get()) {
                done.set(flyway.info().pending().length == 0);
            }
            return said(done.get()).build();
        };
    }

    private static Health.Builder said(boolean well) {
        return well ? Health.up() : Health.down();
    }
}

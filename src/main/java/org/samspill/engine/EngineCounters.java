package org.samspill.engine;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.metrics.Meter;
import org.camunda.bpm.engine.impl.metrics.MetricsRegistry;
import org.camunda.bpm.engine.management.Metrics;
import org.springframework.stereotype.Component;

/** What the engine counts for itself, read from its memory: it is told not to write these numbers to the database. */
@Component
class EngineCounters implements MeterBinder {

    private static final Map<String, String> COUNTED = Map.of(
            Metrics.ACTIVTY_INSTANCE_START, "samspill.engine.steps.begun",
            Metrics.ACTIVTY_INSTANCE_END, "samspill.engine.steps.ended",
            Metrics.ROOT_PROCESS_INSTANCE_START, "samspill.engine.journeys.started",
            Metrics.EXECUTED_DECISION_INSTANCES, "samspill.engine.decisions",
            Metrics.JOB_SUCCESSFUL, "samspill.engine.jobs.done",
            Metrics.JOB_FAILED, "samspill.engine.jobs.failed",
            Metrics.JOB_ACQUIRED_SUCCESS, "samspill.engine.jobs.acquired",
            Metrics.JOB_ACQUIRED_FAILURE, "samspill.engine.jobs.acquired.by.others",
            Metrics.JOB_EXECUTION_REJECTED, "samspill.engine.jobs.rejected");

    private final ProcessEngine engine;

    EngineCounters(ProcessEngine engine) {
        this.engine = engine;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        MetricsRegistry counted =
                ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getMetricsRegistry();
        COUNTED.forEach((theirs, ours) -> {
            Meter meter = counted.getDbMeterByName(theirs);
            if (meter != null) {
                FunctionCounter.builder(ours, meter, Meter::get).register(registry);
            }
        });
    }
}

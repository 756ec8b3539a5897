package org.samspill.operations;

import java.time.Duration;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** A node whose clock is wrong runs no jobs: it would take those that others are doing, and let timers run out before their time. Readiness says so too. */
@Component
class ClockGuard {

    private static final Logger LOG = LoggerFactory.getLogger(ClockGuard.class);
    private static final long EVERY = 2_000;

    private final Nodes nodes;
    private final JobExecutor jobs;
    private boolean stopped;

    ClockGuard(Nodes nodes, ProcessEngine engine) {
        this.nodes = nodes;
        this.jobs = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getJobExecutor();
    }

    @Scheduled(fixedDelay = EVERY)
    void look() {
        heed(nodes.skew());
    }

    /** @param skew how far this node's clock is ahead of the database's */
    void heed(Duration skew) {
        boolean wrong = skew.abs().compareTo(Readiness.MOST_SKEW) > 0;
        if (wrong && jobs.isActive()) {
            LOG.warn("This node's clock is {} ahead of the database's: it runs no jobs and is not ready", skew);
            jobs.shutdown();
            stopped = true;
        } else if (!wrong && stopped) {
            LOG.info("This node's clock agrees with the database's again: it runs jobs");
            jobs.start();
            stopped = false;
        }
    }
}

package org.samspill.demo;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.samspill.engine.Turn;
import org.samspill.web.Doors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Plays the demo year once, at the first start, behind closed doors: the clock is moved, so neither people nor machines nor the job executor may work. */
@Component
@ConditionalOnProperty(name = "samspill.demo", havingValue = "true", matchIfMissing = true)
class DemoYearStart {

    private static final Logger LOG = LoggerFactory.getLogger(DemoYearStart.class);
    private static final String PLAYING = "web.opening.playing";

    private final DemoYear year;
    private final Doors doors;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final JobExecutor jobExecutor;
    private final Turn turn;
    private final boolean toPlay;
    private final boolean jobsRun;

    DemoYearStart(
            DemoYear year,
            Doors doors,
            JdbcClient jdbc,
            Clock clock,
            ProcessEngine engine,
            Turn turn,
            @Value("${samspill.play:true}") boolean play,
            @Value("${camunda.bpm.job-execution.enabled:true}") boolean jobsRun) {
        this.jobsRun = jobsRun;
        this.year = year;
        this.doors = doors;
        this.jdbc = jdbc;
        this.clock = clock;
        this.jobExecutor = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getJobExecutor();
        this.turn = turn;
        this.toPlay = play && !played();
        if (toPlay) {
            doors.progress(0, PLAYING);
        }
    }

    /** Once everything runs, the job executor too: it is stopped while the clock is moved. */
    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE)
    void begin() {
        if (toPlay) {
            Thread player = new Thread(this::play, "demo-year");
            player.setDaemon(true);
            player.start();
        }
    }

    private boolean played() {
        return jdbc.sql("select count(*) from demo_year").query(Integer.class).single() > 0;
    }

    private void play() {
        stopJobExecutor();
        try {
            turn.take(this::playUnlessPlayed);
        } catch (RuntimeException failed) {
            LOG.error("The demo year could not be played to its end", failed);
        } finally {
            if (jobsRun) {
                jobExecutor.start();
            }
            doors.open();
        }
    }

    /** Another node may have played it while this one waited for its turn. */
    private void playUnlessPlayed() {
        if (played()) {
            return;
        }
        long begin = System.nanoTime();
        try {
            year.play(percent -> doors.progress(percent, PLAYING));
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
        jdbc.sql("insert into demo_year (seed, played_at) values (?, ?)")
                .params(DemoYear.SEED, clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        LOG.info("The demo year was played in {} s", (System.nanoTime() - begin) / 1_000_000_000);
    }

    /** The engine's starter sets the job executor going at some moment after this room hears that all is ready; only then can it be stopped. */
    private void stopJobExecutor() {
        if (jobsRun) {
            while (!jobExecutor.isActive()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
            jobExecutor.shutdown();
        }
    }
}

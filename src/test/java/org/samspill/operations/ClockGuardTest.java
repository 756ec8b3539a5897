package org.samspill.operations;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Duration;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.junit.jupiter.api.Test;

/** A node with a wrong clock runs no jobs, until it agrees again. */
class ClockGuardTest {

    private final JobExecutor jobs = mock(JobExecutor.class);
    private final ClockGuard guard = new ClockGuard(mock(Nodes.class), engine());

    private ProcessEngine engine() {
        ProcessEngineConfigurationImpl settings = mock(ProcessEngineConfigurationImpl.class);
        when(settings.getJobExecutor()).thenReturn(jobs);
        ProcessEngine engine = mock(ProcessEngine.class);
        when(engine.getProcessEngineConfiguration()).thenReturn(settings);
        return engine;
    }

    @Test
    void jobsStopWithAWrongClockAndStartWithARightOne() {
        when(jobs.isActive()).thenReturn(true);
        guard.heed(Duration.ofMillis(1_900));
        verify(jobs, never()).shutdown();
        guard.heed(Duration.ofMinutes(-10));
        verify(jobs).shutdown();
        when(jobs.isActive()).thenReturn(false);
        guard.heed(Duration.ofMillis(100));
        verify(jobs).start();
    }

    @Test
    void aNodeThatRunsNoJobsStaysSo() {
        guard.heed(Duration.ofMinutes(10));
        guard.heed(Duration.ZERO);
        verify(jobs, never()).start();
    }
}

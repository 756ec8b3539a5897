package org.samspill.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cmd.DefaultJobRetryCmd;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;

/**
 * How often jobs of the engine set one journey going in an hour, with all processes that it calls. A circle that rests in every round, at a timer that is
 * due at once, takes few steps in each turn and never ends; it ends here, in an incident, and stays there: what is stopped is not tried again by itself.
 * Turns that people and machines give a journey are not counted, nor those on other nodes.
 */
final class JobTurns {

    /** As many as one step may have instances: all their timers may fall due together. */
    static final int MOST_TURNS = StepBudget.MOST_INSTANCES;

    private static final int REMEMBERED = 10_000;

    /** The turns of each journey since the first of its hour. */
    private final Cache<String, AtomicInteger> turns;

    /** With a clock that only goes forward, whatever the engine's does. */
    JobTurns() {
        this(Ticker.systemTicker());
    }

    JobTurns(Ticker clock) {
        turns = Caffeine.newBuilder()
                .ticker(clock)
                .expireAfterWrite(Duration.ofHours(1))
                .maximumSize(REMEMBERED)
                .executor(Runnable::run)
                .build();
    }

    /**
     * Counts one turn.
     *
     * @param process the outermost process instance
     * @param element where it stands, for whoever has to mend the model
     * @throws Restless when it was one too many
     */
    void take(String process, String element) {
        if (turns.get(process, first -> new AtomicInteger()).incrementAndGet() > MOST_TURNS) {
            throw new Restless("A journey that goes on by itself more than " + MOST_TURNS
                    + " times in an hour is stopped (" + element + ")");
        }
    }

    /** A journey that never comes to rest. */
    static final class Restless extends ProcessEngineException {
        private static final long serialVersionUID = 1L;

        private Restless(String message) {
            super(message);
        }
    }

    /** What becomes of a job that failed: tried again by the schedule, but not when it was stopped here; each round would get new tries. */
    static final class Retry extends DefaultJobRetryCmd {
        private static final long serialVersionUID = 1L;

        Retry(String job, Throwable failure) {
            super(job, failure);
        }

        @Override
        protected void decrementRetries(JobEntity job) {
            if (exception instanceof Restless) {
                job.setRetries(0);
            } else {
                super.decrementRetries(job);
            }
        }
    }
}

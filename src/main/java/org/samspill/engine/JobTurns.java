package org.samspill.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
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

    private static final long HOUR = TimeUnit.HOURS.toNanos(1);
    private static final int REMEMBERED = 10_000;

    private final LongSupplier nanos;
    private final Map<String, Hour> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Hour> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** With a clock that only goes forward, whatever the engine's does. */
    JobTurns() {
        this(System::nanoTime);
    }

    JobTurns(LongSupplier nanos) {
        this.nanos = nanos;
    }

    private static final class Hour {
        private final long began;
        private int turns;

        private Hour(long began) {
            this.began = began;
        }
    }

    /**
     * Counts one turn.
     *
     * @param process the outermost process instance
     * @param element where it stands, for whoever has to mend the model
     * @throws Restless when it was one too many
     */
    synchronized void take(String process, String element) {
        long now = nanos.getAsLong();
        Hour hour = known.compute(process, (key, old) -> old == null || now - old.began >= HOUR ? new Hour(now) : old);
        if (++hour.turns > MOST_TURNS) {
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

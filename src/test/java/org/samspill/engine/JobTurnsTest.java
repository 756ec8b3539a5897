package org.samspill.engine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.samspill.engine.JobTurns.Restless;

/** How many turns a journey may take by itself in an hour. */
class JobTurnsTest {

    private final AtomicLong nanos = new AtomicLong();
    private final JobTurns turns = new JobTurns(nanos::get);

    @Test
    void oneJourneyIsStoppedUntilItsHourIsOverAndNoOther() {
        all("restless");
        for (int again = 0; again < 3; again++) {
            assertThatThrownBy(() -> turns.take("restless", "Timer")).isInstanceOf(Restless.class);
        }
        assertThatCode(() -> turns.take("another", "Timer")).doesNotThrowAnyException();
        nanos.addAndGet(TimeUnit.HOURS.toNanos(1) - 1);
        assertThatThrownBy(() -> turns.take("restless", "Timer")).isInstanceOf(Restless.class);
        nanos.addAndGet(1);
        assertThatCode(() -> all("restless")).doesNotThrowAnyException();
        assertThatThrownBy(() -> turns.take("restless", "Timer")).isInstanceOf(Restless.class);
    }

    @Test
    void aRestlessJourneyIsRememberedHoweverManyOthersThereAre() {
        for (int turn = 0; turn < JobTurns.MOST_TURNS; turn++) {
            turns.take("restless", "Timer");
            for (int other = 0; other < 100; other++) {
                turns.take("other-" + turn + "-" + other, "Timer");
            }
        }
        assertThatThrownBy(() -> turns.take("restless", "Timer")).isInstanceOf(Restless.class);
    }

    private void all(String process) {
        for (int turn = 0; turn < JobTurns.MOST_TURNS; turn++) {
            turns.take(process, "Timer");
        }
    }
}

package org.samspill.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** The program's clock is the database's, whatever this machine's says. */
class EngineClockTest {

    private final ClockSkew skew = new ClockSkew();
    private final Clock clock = new EngineClock.ClockConfiguration().clock(skew);

    @Test
    void whatThisMachineIsOffIsLeftOut() {
        for (Clock each : new Clock[] {clock, clock.withZone(ZoneOffset.UTC)}) {
            for (Duration ahead : new Duration[] {Duration.ofMinutes(10), Duration.ofSeconds(-2), Duration.ZERO}) {
                skew.is(ahead);
                Instant before = Instant.now().minusMillis(1);
                Instant said = each.instant();
                assertThat(said.plus(ahead)).isBetween(before, Instant.now());
            }
        }
    }
}

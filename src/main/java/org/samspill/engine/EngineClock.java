package org.samspill.engine;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The one clock of the program: the engine's, without what this machine's is off the database's. Timers, promises, the log and the pages agree even while a demo
 * year is played, and nodes agree with one another on when a lock ends.
 */
final class EngineClock extends Clock {

    private static final ZoneId NORWAY = ZoneId.of("Europe/Oslo");

    private final ZoneId zone;
    private final ClockSkew skew;

    private EngineClock(ZoneId zone, ClockSkew skew) {
        this.zone = zone;
        this.skew = skew;
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new EngineClock(other, skew);
    }

    @Override
    public Instant instant() {
        return ClockUtil.getCurrentTime().toInstant().minus(skew.ahead());
    }

    @Configuration(proxyBeanMethods = false)
    static class ClockConfiguration {

        @Bean
        Clock clock(ClockSkew skew) {
            return new EngineClock(NORWAY, skew);
        }
    }
}

package org.samspill.missions;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.JourneyId;

/**
 * One thing that a formula counts: a duration, a hit or a miss, a row.
 *
 * @param begin where the measured stretch began
 * @param end where it ended; the same as {@code begin} for a single row, {@link Instant#MAX} while it runs
 * @param at the time by which it belongs to a month
 * @param known from when on it counts: a miss is none before the time for the hit is over
 * @param number whole minutes, 1 for a hit and 0 for a miss, or a count
 * @param row the row, where single rows are counted
 */
record Sample(
        JourneyId journey,
        @Nullable String municipality,
        Instant begin,
        Instant end,
        Instant at,
        Instant known,
        long number,
        @Nullable JourneyEvent row) {

    static final ZoneId NORWAY = ZoneId.of("Europe/Oslo");

    static Sample single(JourneyEvent row, long number) {
        return new Sample(row.journey(), row.municipality(), row.at(), row.at(), row.at(), Instant.MIN, number, row);
    }

    /** The first moment at which it belongs to the last twelve months; clocks of nodes may differ by a second. */
    Instant enters() {
        return at.minusSeconds(1).plusNanos(1_000);
    }

    /** The first moment at which it does so no more. */
    Instant leaves() {
        return lastDay().plusNanos(1_000);
    }

    /** True when it belongs to the twelve months before a time. */
    boolean inYearBefore(Instant time) {
        return !time.isBefore(enters()) && time.isBefore(leaves());
    }

    /** The last moment of its twelve months. */
    Instant lastDay() {
        return at.atZone(NORWAY).plusMonths(Measurement.MONTHS).toInstant();
    }
}

package org.samspill.missions;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.JourneyId;

/**
 * One thing that a formula counts: a duration, a hit or a miss, a row.
 *
 * @param begin where the measured stretch began
 * @param end where it ended; the same as {@code begin} for a single row
 * @param at the time by which it belongs to a month
 * @param number days, 1 for a hit and 0 for a miss, or a count
 * @param row the row, where single rows are counted
 */
record Sample(
        JourneyId journey,
        @Nullable String municipality,
        Instant begin,
        Instant end,
        Instant at,
        double number,
        @Nullable JourneyEvent row) {

    static Sample single(JourneyEvent row, double number) {
        return new Sample(row.journey(), row.municipality(), row.at(), row.at(), row.at(), number, row);
    }
}

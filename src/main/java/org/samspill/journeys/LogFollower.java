package org.samspill.journeys;

import java.time.Instant;

/** Hears of each row of the journey log in the transaction that writes it; what it throws undoes the step. It must cost next to nothing when it has nothing to do. */
public interface LogFollower {

    /** @param at the row's time */
    void written(JourneyLog.Entry entry, Instant at);
}

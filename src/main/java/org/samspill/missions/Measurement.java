package org.samspill.missions;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an indicator is now and has been.
 *
 * @param value over the last twelve months; null when fewer than {@link #LEAST_JOURNEYS} journeys stand behind it, or when it does not come from the log
 * @param journeys how many journeys the value counts; null when too few to tell
 * @param trend per month, each over the three months that end with it, the oldest first
 * @param holdsBack the step that costs most; null when none can be named
 */
public record Measurement(
        @Nullable BigDecimal value,
        @Nullable Integer journeys,
        Instant asOf,
        List<Month> trend,
        @Nullable Step holdsBack) {

    /** A number over fewer journeys could tell of one family. */
    public static final int LEAST_JOURNEYS = 5;

    /** The value of a month; null when too few journeys stand behind it. */
    public record Month(YearMonth month, @Nullable BigDecimal value) {}

    /**
     * A step that takes much of the measured time.
     *
     * @param service the service key; null when the step is no service's
     * @param share of all waiting in the measured stretch, per cent
     * @param medianDays how long it takes half of the times
     * @param journeys how many journeys came to it
     */
    public record Step(
            String lifeEvent,
            String process,
            String element,
            @Nullable String service,
            int share,
            BigDecimal medianDays,
            int journeys) {}

    static Measurement none(Instant asOf) {
        return new Measurement(null, null, asOf, List.of(), null);
    }
}

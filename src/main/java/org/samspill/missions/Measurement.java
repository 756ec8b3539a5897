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
 * @param trend the last twelve months, the oldest first; empty when it does not come from the log
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

    /** So many months the value and the trend go back. */
    static final int MONTHS = 12;

    /** So many months a point of the trend is taken over at most. */
    static final int MOST_MONTHS = 3;

    /**
     * A point of the trend.
     *
     * @param value null when too few journeys stand behind it
     * @param months how many months, this one the last of them, the value is taken over: one where a month has enough journeys, else {@link #MOST_MONTHS}
     */
    public record Month(YearMonth month, @Nullable BigDecimal value, int months) {}

    /**
     * A step that costs much of what is measured.
     *
     * @param process null, like the element, for a service, wherever it is asked for, and for the form that starts the journey
     * @param service the service key; null when the step is no service's
     * @param share of all waiting within the measured stretches, or of all rows that count against the target, per cent
     * @param medianDays how long it takes half of the times; null where rows are counted and not time
     * @param journeys how many journeys came to it
     */
    public record Step(
            String lifeEvent,
            @Nullable String process,
            @Nullable String element,
            @Nullable String service,
            int share,
            @Nullable BigDecimal medianDays,
            int journeys) {}

    static Measurement none(Instant asOf) {
        return new Measurement(null, null, asOf, List.of(), null);
    }
}

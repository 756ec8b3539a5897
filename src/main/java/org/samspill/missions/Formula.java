package org.samspill.missions;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Text;
import org.samspill.journeys.JourneyEvent;

/**
 * How an indicator is computed from the journey log; the kinds and their fields are told in {@code bpmn/missions/README.md}.
 *
 * @param measure null for a number that does not come from the log
 * @param each every row counts instead of every journey
 */
public record Formula(
        @Nullable Measure measure,
        @Nullable String lifeEvent,
        @Nullable Selector from,
        @Nullable Selector to,
        @Nullable Aggregate aggregate,
        @Nullable String unit,
        @JsonProperty("of") @Nullable Object ofWhat,
        @Nullable Selector with,
        @Nullable Selector until,
        boolean each,
        @Nullable Selector numerator,
        @Nullable Selector denominator,
        @Nullable Selector count,
        @Nullable String per,
        @Nullable String by,
        @Nullable String compare,
        boolean external,
        @Nullable Text source) {

    /** True when a mean is taken over the data of each journey, and not over the journeys. */
    boolean perDatum() {
        return "datum".equals(per);
    }

    /** The kinds of formula. */
    public enum Measure {
        DURATION,
        SHARE,
        RATIO,
        MEAN,
        GAP
    }

    /** How many durations become one. */
    public enum Aggregate {
        MEDIAN,
        P90
    }

    /** Names rows of the log: a row matches when every field that is named is equal. {@code within} is a period after another row. */
    public record Selector(
            @Nullable String process,
            @Nullable String element,
            @Nullable String service,
            @Nullable String event,
            @Nullable String outcome,
            @Nullable String within) {

        boolean matches(JourneyEvent row) {
            return same(process, row.process())
                    && same(element, row.element())
                    && same(service, row.service())
                    && same(event, row.kind().name().toLowerCase(java.util.Locale.ROOT))
                    && same(outcome, row.outcome());
        }

        private static boolean same(@Nullable String wanted, @Nullable String found) {
            return wanted == null || wanted.equals(found);
        }
    }
}

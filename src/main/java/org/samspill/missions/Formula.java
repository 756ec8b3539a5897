package org.samspill.missions;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
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
        @Nullable Selector unless,
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

    /** True for a share that nothing but a hit decides: it tells how things stand, and its trend how they stood. */
    boolean standing() {
        return measure == Measure.SHARE && until == null && (with == null || with.within() == null);
    }

    /** The same without what only says how its sums are shown: two formulas that count the same are equal. */
    Formula counted() {
        return new Formula(
                measure,
                lifeEvent,
                from,
                to,
                null,
                null,
                ofWhat,
                with,
                until,
                unless,
                each,
                numerator,
                denominator,
                count,
                per,
                null,
                null,
                false,
                null);
    }

    /** What ends the stretch of time that is measured; none where single rows are counted. */
    List<Selector> goals() {
        return Stream.of(to, with, until).filter(Objects::nonNull).toList();
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

    /**
     * Names rows of the log: a row matches when every field that is named is equal.
     *
     * @param detail one of the keys of the row's detail
     * @param within a period after another row
     */
    public record Selector(
            @Nullable String process,
            @Nullable String element,
            @Nullable String service,
            @Nullable String event,
            @Nullable String outcome,
            @Nullable String detail,
            @Nullable String within) {

        boolean matches(JourneyEvent row) {
            return same(process, row.process())
                    && same(element, row.element())
                    && same(service, row.service())
                    && same(event, row.kind().name().toLowerCase(Locale.ROOT))
                    && same(outcome, row.outcome())
                    && (detail == null
                            || row.detail() != null
                                    && List.of(row.detail().split(",")).contains(detail));
        }

        private static boolean same(@Nullable String wanted, @Nullable String found) {
            return wanted == null || wanted.equals(found);
        }
    }
}

package org.samspill.missions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.samspill.journeys.JourneyEvent;

/**
 * A piece of somebody's work, from when it came until it was done, refused or left.
 *
 * @param end {@link Instant#MAX} while it waits
 */
record Wait(JourneyEvent begin, Instant end) {

    /** Those of one journey that are asked about, in the order in which they ended. */
    static List<Wait> of(List<JourneyEvent> rows, Predicate<JourneyEvent> asked) {
        List<Wait> waits = new ArrayList<>();
        Map<String, JourneyEvent> begun = new LinkedHashMap<>();
        for (JourneyEvent row : rows) {
            if (row.workItem() == null || row.process() == null || row.element() == null) {
                continue;
            }
            switch (row.kind()) {
                case REACHED -> {
                    if (asked.test(row)) {
                        begun.put(row.workItem(), row);
                    }
                }
                case COMPLETED, REFUSED, CANCELLED -> {
                    JourneyEvent begin = begun.remove(row.workItem());
                    if (begin != null) {
                        waits.add(new Wait(begin, row.at()));
                    }
                }
                default -> {}
            }
        }
        begun.values().forEach(open -> waits.add(new Wait(open, Instant.MAX)));
        return waits;
    }
}

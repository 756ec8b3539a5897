package org.samspill.missions;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a batch of journeys adds to the sums of a series; what they counted for before is taken out of it. What holds municipalities back is added up besides
 * ({@link Cell#EACH}).
 */
final class Changes {

    /** What is added to one sum; may be less than nothing. */
    static final class Change {

        long many;
        long total;
        long journeys;
        final TreeMap<Long, Long> minutes = new TreeMap<>();

        private void add(Part part, int sign) {
            many += sign * part.many();
            total += sign * part.total();
            journeys += sign;
            part.minutes().forEach(minute -> minutes.merge(minute, (long) sign, Long::sum));
        }

        private boolean nothing() {
            minutes.values().removeIf(times -> times == 0);
            return many == 0 && total == 0 && journeys == 0 && minutes.isEmpty();
        }
    }

    private final Map<Cell, Change> cells = new LinkedHashMap<>();

    void replace(Map<Cell, Part> before, Map<Cell, Part> now) {
        before.forEach((cell, part) -> add(cell, part, -1));
        now.forEach((cell, part) -> add(cell, part, 1));
    }

    private void add(Cell cell, Part part, int sign) {
        at(cell).add(part, sign);
        if (cell.stepOfOne()) {
            at(cell.each()).add(part, sign);
        }
    }

    private Change at(Cell cell) {
        return cells.computeIfAbsent(cell, key -> new Change());
    }

    /** The sums that change. */
    Map<Cell, Change> cells() {
        cells.values().removeIf(Change::nothing);
        return cells;
    }
}

package org.samspill.missions;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An indicator municipality by municipality, with nothing from which a number over few journeys could be found: cells of fewer than
 * {@link Measurement#LEAST_JOURNEYS} journeys are left out, and so is the next smallest as long as what is left out together are so few that the total less
 * what is shown would tell of them.
 *
 * @param shown by municipality number
 * @param leftOut how many municipalities are left out
 */
record ByMunicipality(List<Value> shown, int leftOut) {

    static final ByMunicipality NONE = new ByMunicipality(List.of(), 0);

    /**
     * @param municipality four digits
     * @param value null when nothing can be computed
     */
    record Value(
            String municipality, long journeys, @Nullable BigDecimal value) {}

    static ByMunicipality of(List<Value> all) {
        List<Value> bySize = new ArrayList<>(all);
        bySize.sort(Comparator.comparingLong(Value::journeys).thenComparing(Value::municipality));
        long hidden = 0;
        int cells = 0;
        while (cells < bySize.size() && hides(bySize.get(cells), hidden, cells)) {
            hidden += bySize.get(cells).journeys();
            cells++;
        }
        return new ByMunicipality(
                bySize.subList(cells, bySize.size()).stream()
                        .filter(value -> !value.municipality().equals(Cell.UNKNOWN))
                        .sorted(Comparator.comparing(Value::municipality))
                        .toList(),
                cells);
    }

    /** The total less the shown is what is hidden: it must be none, or at least two cells with enough journeys between them. */
    private static boolean hides(Value next, long hidden, int cells) {
        return next.journeys() < Measurement.LEAST_JOURNEYS
                || cells > 0 && (cells < 2 || hidden < Measurement.LEAST_JOURNEYS);
    }
}

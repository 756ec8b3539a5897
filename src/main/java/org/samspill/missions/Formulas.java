package org.samspill.missions;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.samspill.missions.SumStore.Sum;

/** Turns sums into one number; pure functions. The kinds are told in {@code bpmn/missions/README.md}. */
final class Formulas {

    private static final double PER_CENT = 100;
    private static final int LEAST_MUNICIPALITIES = 2;
    private static final int QUARTILE = 4;

    private Formulas() {}

    /** The value of a sum; empty when nothing is counted in it. Says nothing of how few journeys there may be. */
    static OptionalDouble value(Formula counted, boolean nine, Sum sum) {
        if (sum.many() == 0) {
            return OptionalDouble.empty();
        }
        return switch (Objects.requireNonNull(counted.measure())) {
            case DURATION -> of(nine ? sum.nine() : sum.half());
            case SHARE, RATIO -> OptionalDouble.of(sum.total() * PER_CENT / sum.many());
            case MEAN -> OptionalDouble.of((double) sum.total() / (counted.perDatum() ? sum.many() : sum.journeys()));
            case GAP -> OptionalDouble.empty();
        };
    }

    private static OptionalDouble of(@Nullable Double days) {
        return days == null ? OptionalDouble.empty() : OptionalDouble.of(days);
    }

    /**
     * The gap between municipalities: the mean of the quarter with the greatest values by that of the quarter with the least, whichever of them is the better;
     * empty for fewer than two municipalities.
     *
     * @param values of {@link #comparable} municipalities
     */
    static OptionalDouble gap(List<Double> values) {
        if (values.size() < LEAST_MUNICIPALITIES) {
            return OptionalDouble.empty();
        }
        List<Double> sorted = values.stream().sorted().toList();
        int quarter = Math.max(1, sorted.size() / QUARTILE);
        double lower = mean(sorted.subList(0, quarter));
        double upper = mean(sorted.subList(sorted.size() - quarter, sorted.size()));
        return lower == 0 ? OptionalDouble.empty() : OptionalDouble.of(upper / lower);
    }

    /** The sums of known municipalities with enough journeys to be compared; none when there is nothing to compare with. */
    static List<Sum> comparable(List<Sum> byMunicipality) {
        List<Sum> enough = byMunicipality.stream()
                .filter(sum -> !sum.cell().municipality().equals(Cell.UNKNOWN))
                .filter(sum -> sum.journeys() >= Measurement.LEAST_JOURNEYS)
                .toList();
        return enough.size() < LEAST_MUNICIPALITIES ? List.of() : enough;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }
}

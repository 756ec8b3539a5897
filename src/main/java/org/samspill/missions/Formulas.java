package org.samspill.missions;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.samspill.journeys.JourneyId;

/** Turns what a formula counts into one number; pure functions of the samples. The kinds are told in {@code bpmn/missions/README.md}. */
final class Formulas {

    private static final double PER_CENT = 100;
    private static final int LEAST_MUNICIPALITIES = 2;
    private static final int QUARTILE = 4;

    private Formulas() {}

    /** The value of samples; empty when there are none. Says nothing of how few there may be. */
    static OptionalDouble value(Formula formula, List<Sample> samples) {
        if (samples.isEmpty()) {
            return OptionalDouble.empty();
        }
        double[] numbers = samples.stream().mapToDouble(Sample::number).sorted().toArray();
        return switch (Objects.requireNonNull(formula.measure())) {
            case DURATION ->
                OptionalDouble.of(
                        formula.aggregate() == Formula.Aggregate.P90 ? quantile(numbers, 0.9) : quantile(numbers, 0.5));
            case SHARE, RATIO ->
                OptionalDouble.of(Arrays.stream(numbers).average().orElse(0) * PER_CENT);
            case MEAN ->
                OptionalDouble.of(
                        formula.perDatum()
                                ? mean(lastOfEachDatum(samples))
                                : Arrays.stream(numbers).sum() / journeys(samples));
            case GAP -> OptionalDouble.empty();
        };
    }

    private static List<Double> lastOfEachDatum(List<Sample> samples) {
        record Datum(JourneyId journey, String name) {}
        return samples.stream()
                .collect(Collectors.toMap(
                        sample -> new Datum(
                                sample.journey(),
                                Objects.requireNonNull(
                                        Objects.requireNonNull(sample.row()).detail())),
                        sample -> sample,
                        (earlier, later) -> later.at().isBefore(earlier.at()) ? earlier : later))
                .values()
                .stream()
                .map(Sample::number)
                .toList();
    }

    /**
     * The gap between municipalities: the mean of the worst quarter by the mean of the best; empty for fewer than two municipalities.
     *
     * @param formula the other indicator's
     * @param samples the other indicator's, of {@link #comparable} municipalities
     */
    static OptionalDouble gap(Formula formula, Mission.Direction direction, List<Sample> samples) {
        List<Double> values = byMunicipality(samples).values().stream()
                .map(of -> value(formula, of).orElseThrow())
                .sorted(direction == Mission.Direction.DOWN ? Comparator.naturalOrder() : Comparator.reverseOrder())
                .toList();
        if (values.size() < LEAST_MUNICIPALITIES) {
            return OptionalDouble.empty();
        }
        int quarter = Math.max(1, values.size() / QUARTILE);
        double best = mean(values.subList(0, quarter));
        double worst = mean(values.subList(values.size() - quarter, values.size()));
        double lower = direction == Mission.Direction.DOWN ? best : worst;
        double upper = direction == Mission.Direction.DOWN ? worst : best;
        return lower == 0 ? OptionalDouble.empty() : OptionalDouble.of(upper / lower);
    }

    /** The samples of municipalities with enough journeys to be compared; none when there is nothing to compare with. */
    static List<Sample> comparable(List<Sample> samples) {
        List<List<Sample>> enough = byMunicipality(samples).values().stream()
                .filter(of -> journeys(of) >= Measurement.LEAST_JOURNEYS)
                .toList();
        return enough.size() < LEAST_MUNICIPALITIES
                ? List.of()
                : enough.stream().flatMap(List::stream).toList();
    }

    private static Map<String, List<Sample>> byMunicipality(List<Sample> samples) {
        return samples.stream()
                .filter(sample -> sample.municipality() != null)
                .collect(Collectors.groupingBy(Sample::municipality));
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    static int journeys(Collection<Sample> samples) {
        return (int) samples.stream().map(Sample::journey).distinct().count();
    }

    /** The quantile of sorted numbers by linear interpolation between the nearest ranks (Hyndman and Fan 1996, type 7). */
    static double quantile(double[] sorted, double share) {
        double rank = share * (sorted.length - 1);
        int below = (int) Math.floor(rank);
        int above = (int) Math.ceil(rank);
        return sorted[below] + (sorted[above] - sorted[below]) * (rank - below);
    }
}

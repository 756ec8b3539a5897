package org.samspill.bench;

import java.util.Arrays;
import java.util.List;

/**
 * How long one thing took, call by call, in rounds.
 *
 * @param rounds nanoseconds of each call of each round
 */
public record Measured(String what, List<long[]> rounds) {

    /** Milliseconds within which half of all calls were answered. */
    public double p50() {
        return percentile(all(), 50) / 1e6;
    }

    /** Milliseconds within which 95 % of all calls were answered. */
    public double p95() {
        return percentile(all(), 95) / 1e6;
    }

    public int calls() {
        return all().length;
    }

    /**
     * How many times as long it took as the other, at a percentile: the middle of the rounds, and between which the middle half of them lay. What was measured in
     * rounds of its own, because it takes so long, is compared with all rounds of the other.
     */
    public Ratio to(Measured other, int percentile) {
        boolean inTurn = rounds.size() == other.rounds().size();
        double whole = percentile(other.all(), percentile);
        double[] ratios = new double[rounds.size()];
        for (int round = 0; round < ratios.length; round++) {
            double beside = inTurn ? percentile(other.rounds().get(round), percentile) : whole;
            ratios[round] = percentile(rounds.get(round), percentile) / beside;
        }
        return Ratio.of(Arrays.stream(ratios).boxed().toList());
    }

    /**
     * How many times as long as something else.
     *
     * @param middle the median of the rounds
     * @param low a quarter of the rounds were lower
     * @param high a quarter were higher
     */
    public record Ratio(double middle, double low, double high) {

        /** Of the ratios of all rounds. */
        public static Ratio of(List<Double> rounds) {
            List<Double> sorted = rounds.stream().sorted().toList();
            int many = sorted.size();
            return new Ratio(sorted.get(many / 2), sorted.get(many / 4), sorted.get(many * 3 / 4));
        }

        @Override
        public String toString() {
            return "%s (%s to %s)".formatted(number(middle), number(low), number(high));
        }

        /** Three digits tell enough. */
        public static String number(double value) {
            return value >= 100
                    ? "%.0f".formatted(value)
                    : value >= 10
                            ? "%.1f".formatted(value)
                            : value >= 0.1 ? "%.2f".formatted(value) : "%.3f".formatted(value);
        }
    }

    private long[] all() {
        return rounds.stream().flatMapToLong(Arrays::stream).toArray();
    }

    private static double percentile(long[] nanos, int percentile) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, sorted.length * percentile / 100)];
    }
}

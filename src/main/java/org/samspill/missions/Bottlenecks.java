package org.samspill.missions;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.samspill.missions.SumStore.Sum;

/**
 * Finds the step that holds an indicator back most. Where time is measured: of all waiting for somebody's work on the way, where most of it is spent.
 * Where rows are counted: where most of those are written that count against the target.
 */
final class Bottlenecks {

    private static final int PER_CENT = 100;

    private final SumStore sums;
    private final Ranks ranks;

    Bottlenecks(SumStore sums, Ranks ranks) {
        this.sums = sums;
        this.ranks = ranks;
    }

    /** What one step costs. */
    private static final class Cost {

        private final Sum ended;
        private final List<Long> without = new ArrayList<>();
        private final Map<Long, Long> waiting = new TreeMap<>();
        private long total;
        private long journeys;

        private Cost(Sum ended) {
            this.ended = ended;
            this.total = ended.total();
            this.journeys = ended.journeys();
        }

        private void without(Sum other) {
            without.add(other.id());
            total -= other.total();
            journeys -= other.journeys();
        }
    }

    /** The step with the greatest part of it; only one that at least {@link Measurement#LEAST_JOURNEYS} journeys came to is named. */
    Optional<Measurement.Step> amongAll(int series, Series counted, Instant now) {
        return worst(series, counted, costs(series, Cell.ALL), Cell.ALL::equals, now);
    }

    /** The same in these municipalities alone. All are read as one, and the others, which have few journeys, taken out of it. */
    Optional<Measurement.Step> amongCompared(int series, Series counted, Set<String> municipalities, Instant now) {
        if (municipalities.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Cost> costs = costs(series, Cell.EACH);
        for (Sum other : sums.stepsBesides(series, municipalities)) {
            Cost cost = costs.get(other.cell().step());
            // A series of before what lies in each was kept names no step until a newer one is counted.
            if (cost != null) {
                cost.without(other);
            }
        }
        return worst(series, counted, costs, municipalities::contains, now);
    }

    private Map<String, Cost> costs(int series, String municipality) {
        Map<String, Cost> costs = new TreeMap<>();
        sums.steps(series, municipality).forEach(sum -> costs.put(sum.cell().step(), new Cost(sum)));
        return costs;
    }

    private Optional<Measurement.Step> worst(
            int series, Series counted, Map<String, Cost> costs, Predicate<String> among, Instant now) {
        for (SumStore.Waiting waiting : sums.waiting(series, Counting.micros(now))) {
            Cost cost = costs.get(waiting.step());
            if (cost != null && among.test(waiting.municipality())) {
                cost.waiting.merge(waiting.minutes(), waiting.times(), Long::sum);
                cost.total += waiting.minutes() * waiting.times();
            }
        }
        long total = costs.values().stream().mapToLong(cost -> cost.total).sum();
        return costs.entrySet().stream()
                .filter(cost -> total > 0 && cost.getValue().journeys >= Measurement.LEAST_JOURNEYS)
                .max(Comparator.comparingLong(cost -> cost.getValue().total))
                .map(worst -> step(counted, worst.getKey(), worst.getValue(), total));
    }

    private Measurement.Step step(Series counted, String place, Cost cost, long total) {
        Place at = Place.parse(place);
        return new Measurement.Step(
                counted.lifeEvent(),
                at.process(),
                at.element(),
                at.service(),
                (int) Math.round((double) cost.total * PER_CENT / total),
                counted.formula().goals().isEmpty() ? null : median(cost),
                (int) cost.journeys);
    }

    private @Nullable BigDecimal median(Cost cost) {
        Double half = cost.ended.half();
        if (!cost.waiting.isEmpty() || !cost.without.isEmpty()) {
            Map<Long, Long> besides = new TreeMap<>(cost.waiting);
            ranks.all(cost.without).forEach((minutes, times) -> besides.merge(minutes, -times, Long::sum));
            half = ranks.of(cost.ended.id(), besides).quantile(0.5);
        }
        return half == null ? null : BigDecimal.valueOf(half).setScale(1, RoundingMode.HALF_UP);
    }
}

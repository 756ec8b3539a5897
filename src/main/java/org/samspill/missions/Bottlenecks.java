package org.samspill.missions;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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

        private final List<Sum> ended = new ArrayList<>();
        private final Map<Long, Long> waiting = new TreeMap<>();
        private long total;
        private long journeys;
    }

    /** The step with the greatest part of it; only one that at least {@link Measurement#LEAST_JOURNEYS} journeys came to is named. */
    Optional<Measurement.Step> worst(int series, Series counted, Collection<String> municipalities, Instant now) {
        boolean all = municipalities.equals(List.of(Cell.ALL));
        Set<String> among = Set.copyOf(municipalities);
        Map<String, Cost> costs = new TreeMap<>();
        for (Sum sum : sums.steps(series, !all)) {
            if (among.contains(sum.cell().municipality())) {
                Cost cost = costs.computeIfAbsent(sum.cell().step(), step -> new Cost());
                cost.ended.add(sum);
                cost.total += sum.total();
                cost.journeys += sum.journeys();
            }
        }
        for (SumStore.Waiting waiting : sums.waiting(series, Counting.micros(now))) {
            Cost cost = costs.get(waiting.step());
            if (cost != null && among.contains(waiting.municipality())) {
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
        Double half = cost.waiting.isEmpty() && cost.ended.size() == 1
                ? cost.ended.get(0).half()
                : Double.valueOf(ranks.of(cost.ended.stream().map(Sum::id).toList(), cost.waiting)
                        .quantile(0.5));
        return half == null ? null : BigDecimal.valueOf(half).setScale(1, RoundingMode.HALF_UP);
    }
}

package org.samspill.missions;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.JourneyEvent.Kind;
import org.samspill.journeys.JourneyId;

/**
 * Finds the step that holds an indicator back most. Where time is measured: of all waiting for somebody's work on the way, where most of it is spent.
 * Where rows are counted: where most of those are written that count against the target.
 */
final class Bottlenecks {

    private static final double MINUTES_A_DAY = 1440;
    private static final int PER_CENT = 100;

    private final Map<Key, Cost> costs = new HashMap<>();
    private final boolean timed;

    private Bottlenecks(boolean timed) {
        this.timed = timed;
    }

    /** A service, wherever a block asks for it; else a step; else the form that starts the journey. */
    private record Key(
            @Nullable String process,
            @Nullable String element,
            @Nullable String service) {

        static Key of(JourneyEvent row) {
            return row.service() == null
                    ? new Key(row.process(), row.element(), null)
                    : new Key(null, null, row.service());
        }
    }

    /** Days, or ones, and the journeys that they come from. */
    private record Cost(JourneyEvent place, List<Double> parts, Set<JourneyId> journeys) {

        double total() {
            return parts.stream().mapToDouble(Double::doubleValue).sum();
        }
    }

    /**
     * Where most of the measured time is spent; only a step that at least {@link Measurement#LEAST_JOURNEYS} journeys came to is named.
     *
     * @param onTheWay which work the measured stretches cannot end without
     */
    static Optional<Measurement.Step> waiting(
            Collection<JourneyEvent> rows, List<Sample> samples, Predicate<JourneyEvent> onTheWay, Instant now) {
        Map<JourneyId, List<Sample>> stretches = new HashMap<>();
        samples.stream().filter(sample -> sample.end().isAfter(sample.begin())).forEach(sample -> stretches
                .computeIfAbsent(sample.journey(), key -> new ArrayList<>())
                .add(sample));
        var bottlenecks = new Bottlenecks(true);
        Map<String, JourneyEvent> begun = new HashMap<>();
        for (JourneyEvent row : rows) {
            if (row.workItem() == null || row.process() == null || row.element() == null) {
                continue;
            }
            if (row.kind() == Kind.REACHED) {
                if (onTheWay.test(row)) {
                    begun.put(row.workItem(), row);
                }
            } else if (row.kind() == Kind.COMPLETED || row.kind() == Kind.REFUSED || row.kind() == Kind.CANCELLED) {
                JourneyEvent begin = begun.remove(row.workItem());
                if (begin != null) {
                    bottlenecks.wait(begin, row.at(), stretches);
                }
            }
        }
        begun.values().forEach(open -> bottlenecks.wait(open, now, stretches));
        return bottlenecks.worst();
    }

    /** Where most of the rows are written that count against the target; the same least number of journeys. */
    static Optional<Measurement.Step> rows(Formula formula, Mission.Direction direction, List<Sample> samples) {
        var bottlenecks = new Bottlenecks(false);
        double good = formula.measure() == Formula.Measure.MEAN && formula.perDatum() ? 1 : 0;
        samples.stream()
                .filter(sample -> direction == Mission.Direction.UP ? sample.number() == 0 : sample.number() > good)
                .forEach(sample -> bottlenecks.note(Objects.requireNonNull(sample.row()), 1));
        return bottlenecks.worst();
    }

    /** Counts the part of a wait that lies within a stretch of its journey. */
    private void wait(JourneyEvent begin, Instant end, Map<JourneyId, List<Sample>> stretches) {
        for (Sample stretch : stretches.getOrDefault(begin.journey(), List.of())) {
            Instant from = begin.at().isAfter(stretch.begin()) ? begin.at() : stretch.begin();
            Instant to = end.isBefore(stretch.end()) ? end : stretch.end();
            if (to.isAfter(from)) {
                note(begin, Duration.between(from, to).toMinutes() / MINUTES_A_DAY);
            }
        }
    }

    private void note(JourneyEvent at, double part) {
        Cost cost = costs.computeIfAbsent(Key.of(at), key -> new Cost(at, new ArrayList<>(), new HashSet<>()));
        cost.parts().add(part);
        cost.journeys().add(at.journey());
    }

    private Optional<Measurement.Step> worst() {
        double all = costs.values().stream().mapToDouble(Cost::total).sum();
        return costs.values().stream()
                .filter(cost -> all > 0 && cost.journeys().size() >= Measurement.LEAST_JOURNEYS)
                .max(Comparator.comparingDouble(Cost::total))
                .map(cost -> new Measurement.Step(
                        cost.place().lifeEvent(),
                        cost.place().process(),
                        cost.place().element(),
                        cost.place().service(),
                        (int) Math.round(cost.total() * PER_CENT / all),
                        timed ? median(cost.parts()) : null,
                        cost.journeys().size()));
    }

    private static BigDecimal median(List<Double> days) {
        double[] sorted =
                days.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return BigDecimal.valueOf(Formulas.quantile(sorted, 0.5)).setScale(1, RoundingMode.HALF_UP);
    }
}

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
import org.jspecify.annotations.Nullable;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.JourneyEvent.Kind;
import org.samspill.journeys.JourneyId;

/** Finds the step that holds an indicator back most: of all waiting for somebody's work within the measured stretches, where most of it is spent. */
final class Bottlenecks {

    private static final double MINUTES_A_DAY = 1440;

    private Bottlenecks() {}

    /** A service, wherever a block asks for it; else a step. */
    private record Key(
            String process, String element, @Nullable String service) {}

    private record Waits(List<Double> days, Set<JourneyId> journeys) {}

    /** The step, when at least {@link Measurement#LEAST_JOURNEYS} journeys came to it within the samples' stretches. */
    static Optional<Measurement.Step> of(
            String lifeEvent, Collection<JourneyEvent> rows, List<Sample> samples, Instant now) {
        Map<JourneyId, List<Sample>> stretches = new HashMap<>();
        samples.stream().filter(sample -> sample.end().isAfter(sample.begin())).forEach(sample -> stretches
                .computeIfAbsent(sample.journey(), key -> new ArrayList<>())
                .add(sample));
        Map<String, JourneyEvent> begun = new HashMap<>();
        Map<Key, Waits> waits = new HashMap<>();
        for (JourneyEvent row : rows) {
            if (row.workItem() == null || row.process() == null || row.element() == null) {
                continue;
            }
            if (row.kind() == Kind.REACHED) {
                begun.put(row.workItem(), row);
            } else if (row.kind() == Kind.COMPLETED || row.kind() == Kind.REFUSED || row.kind() == Kind.CANCELLED) {
                JourneyEvent begin = begun.remove(row.workItem());
                if (begin != null) {
                    note(begin, row.at(), stretches, waits);
                }
            }
        }
        begun.values().forEach(open -> note(open, now, stretches, waits));
        double all = waits.values().stream().mapToDouble(Bottlenecks::total).sum();
        return waits.entrySet().stream()
                .filter(entry -> entry.getValue().journeys().size() >= Measurement.LEAST_JOURNEYS)
                .max(Comparator.comparingDouble(entry -> total(entry.getValue())))
                .filter(entry -> all > 0)
                .map(entry -> new Measurement.Step(
                        lifeEvent,
                        entry.getKey().process(),
                        entry.getKey().element(),
                        entry.getKey().service(),
                        (int) Math.round(total(entry.getValue()) * 100 / all),
                        median(entry.getValue().days()),
                        entry.getValue().journeys().size()));
    }

    private static double total(Waits waits) {
        return waits.days().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static BigDecimal median(List<Double> days) {
        double[] sorted =
                days.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return BigDecimal.valueOf(Formulas.quantile(sorted, 0.5)).setScale(1, RoundingMode.HALF_UP);
    }

    /** Counts the part of a wait that lies within a stretch of its journey. */
    private static void note(
            JourneyEvent begin, Instant end, Map<JourneyId, List<Sample>> stretches, Map<Key, Waits> waits) {
        for (Sample stretch : stretches.getOrDefault(begin.journey(), List.of())) {
            Instant from = begin.at().isAfter(stretch.begin()) ? begin.at() : stretch.begin();
            Instant to = end.isBefore(stretch.end()) ? end : stretch.end();
            if (to.isAfter(from)) {
                Waits of = waits.computeIfAbsent(
                        new Key(
                                Objects.requireNonNull(begin.process()),
                                Objects.requireNonNull(begin.element()),
                                begin.service()),
                        key -> new Waits(new ArrayList<>(), new HashSet<>()));
                of.days().add(Duration.between(from, to).toMinutes() / MINUTES_A_DAY);
                of.journeys().add(begin.journey());
            }
        }
    }
}

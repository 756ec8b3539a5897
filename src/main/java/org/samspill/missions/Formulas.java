package org.samspill.missions;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.samspill.catalogue.Within;
import org.samspill.catalogue.WorkingCalendar;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.JourneyId;
import org.samspill.missions.Formula.Selector;

/** Turns rows of the journey log into numbers; a pure function of the rows and the time. The kinds are told in {@code bpmn/missions/README.md}. */
final class Formulas {

    private static final double MINUTES_A_DAY = 1440;
    private static final double PER_CENT = 100;
    private static final int LEAST_MUNICIPALITIES = 2;
    private static final int QUARTILE = 4;

    private final WorkingCalendar calendar;

    Formulas(WorkingCalendar calendar) {
        this.calendar = calendar;
    }

    /** Everything the formula counts, over all time; rows are those of its life event, the oldest first. */
    List<Sample> samples(Formula formula, Collection<JourneyEvent> rows, Instant now) {
        Map<JourneyId, List<JourneyEvent>> journeys = rows.stream()
                .collect(Collectors.groupingBy(JourneyEvent::journey, LinkedHashMap::new, Collectors.toList()));
        List<Sample> samples = new ArrayList<>();
        for (List<JourneyEvent> journey : journeys.values()) {
            switch (Objects.requireNonNull(formula.measure())) {
                case DURATION -> durations(formula, journey, samples);
                case SHARE -> shares(formula, journey, now, samples);
                case RATIO -> ratio(formula, journey, samples);
                case MEAN -> {
                    Selector count = Objects.requireNonNull(formula.count());
                    if (formula.perDatum()) {
                        data(count, journey, samples);
                    } else {
                        rows(count, journey, 1, samples);
                    }
                }
                case GAP -> throw new IllegalArgumentException("A gap is computed from another indicator's samples");
            }
        }
        return samples;
    }

    private static void durations(Formula formula, List<JourneyEvent> journey, List<Sample> samples) {
        List<JourneyEvent> froms = matching(formula.from(), journey);
        for (JourneyEvent from :
                formula.each() ? froms : froms.stream().limit(1).toList()) {
            // The same piece of work where the rows tell of one, else the first that comes.
            first(
                            formula.to(),
                            journey,
                            row -> !row.at().isBefore(from.at())
                                    && row.seq() > from.seq()
                                    && sameWork(formula, from, row))
                    .ifPresent(to -> samples.add(new Sample(
                            from.journey(),
                            to.municipality(),
                            from.at(),
                            to.at(),
                            to.at(),
                            Duration.between(from.at(), to.at()).toMinutes() / MINUTES_A_DAY)));
        }
    }

    private static boolean sameWork(Formula formula, JourneyEvent from, JourneyEvent to) {
        return !formula.each() || from.workItem() == null || from.workItem().equals(to.workItem());
    }

    private void shares(Formula formula, List<JourneyEvent> journey, Instant now, List<Sample> samples) {
        Selector with = Objects.requireNonNull(formula.with());
        List<JourneyEvent> ofs = matching(MissionFiles.selector(Objects.requireNonNull(formula.ofWhat())), journey);
        for (JourneyEvent of : formula.each() ? ofs : ofs.stream().limit(1).toList()) {
            Instant last = with.within() == null
                    ? Instant.MAX
                    : calendar.after(of.at(), Within.parse(with.within()).orElseThrow());
            Optional<JourneyEvent> hit = first(
                    with, journey, row -> row.seq() > of.seq() && !row.at().isAfter(last));
            boolean decided = hit.isPresent()
                    || (with.within() == null || !now.isBefore(last))
                            && (formula.until() == null
                                    || first(formula.until(), journey, row -> row.seq() > of.seq())
                                            .isPresent());
            if (decided) {
                Instant end = hit.map(JourneyEvent::at).orElse(now);
                samples.add(
                        new Sample(of.journey(), of.municipality(), of.at(), end, of.at(), hit.isPresent() ? 1 : 0));
            }
        }
    }

    private static void ratio(Formula formula, List<JourneyEvent> journey, List<Sample> samples) {
        Selector numerator = Objects.requireNonNull(formula.numerator());
        for (JourneyEvent row : matching(formula.denominator(), journey)) {
            samples.add(new Sample(
                    row.journey(), row.municipality(), row.at(), row.at(), row.at(), numerator.matches(row) ? 1 : 0));
        }
    }

    private static void rows(Selector selector, List<JourneyEvent> journey, double number, List<Sample> samples) {
        for (JourneyEvent row : journey) {
            samples.add(new Sample(
                    row.journey(),
                    row.municipality(),
                    row.at(),
                    row.at(),
                    row.at(),
                    selector.matches(row) ? number : 0));
        }
    }

    /** One sample for each datum of a journey: how many rows tell of it. */
    private static void data(Selector selector, List<JourneyEvent> journey, List<Sample> samples) {
        matching(selector, journey).stream()
                .filter(row -> row.detail() != null)
                .collect(Collectors.groupingBy(JourneyEvent::detail, LinkedHashMap::new, Collectors.toList()))
                .values()
                .forEach(rows -> {
                    JourneyEvent last = rows.get(rows.size() - 1);
                    samples.add(new Sample(
                            last.journey(), last.municipality(), last.at(), last.at(), last.at(), rows.size()));
                });
    }

    private static List<JourneyEvent> matching(
            @org.jspecify.annotations.Nullable Selector selector, List<JourneyEvent> rows) {
        return selector == null
                ? List.of()
                : rows.stream().filter(selector::matches).toList();
    }

    private static Optional<JourneyEvent> first(
            @org.jspecify.annotations.Nullable Selector selector,
            List<JourneyEvent> rows,
            Predicate<JourneyEvent> also) {
        return selector == null
                ? Optional.empty()
                : rows.stream().filter(selector::matches).filter(also).findFirst();
    }

    /** The value of samples; empty when there are none. Says nothing of how few there may be. */
    OptionalDouble value(Formula formula, List<Sample> samples) {
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
                        Arrays.stream(numbers).sum() / (formula.perDatum() ? numbers.length : journeys(samples)));
            case GAP -> OptionalDouble.empty();
        };
    }

    /**
     * The gap between municipalities: the mean of the worst quarter by the mean of the best, of those with enough journeys.
     *
     * @param formula the other indicator's
     * @param samples the other indicator's
     */
    OptionalDouble gap(Formula formula, Mission.Direction direction, List<Sample> samples) {
        List<Double> values = samples.stream()
                .filter(sample -> sample.municipality() != null)
                .collect(Collectors.groupingBy(Sample::municipality))
                .values()
                .stream()
                .filter(of -> journeys(of) >= Measurement.LEAST_JOURNEYS)
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

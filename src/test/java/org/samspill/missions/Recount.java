package org.samspill.missions;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.WorkingCalendar;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.JourneyId;

/** The same numbers counted anew from the whole log, without sums, medians that are kept or anything that was done before: what the sums must give. */
final class Recount {

    private static final int LEAST = Measurement.LEAST_JOURNEYS;

    private final Samples samples;
    private final Function<String, Optional<LifeEvent>> lifeEvents;

    Recount(WorkingCalendar calendar, Function<String, Optional<LifeEvent>> lifeEvents) {
        this.samples = new Samples(calendar);
        this.lifeEvents = lifeEvents;
    }

    /** @param rows the journey log of each life event, the oldest row first */
    Map<String, Measurement> measure(Mission mission, Map<String, List<JourneyEvent>> rows, Instant now) {
        Map<String, Measurement> measured = new LinkedHashMap<>();
        mission.indicators()
                .forEach((key, indicator) -> measured.put(
                        key,
                        indicator.formula().external()
                                ? Measurement.none(now)
                                : new One(mission, indicator, rows, now).measure()));
        return measured;
    }

    private final class One {

        private final Mission.Indicator counted;
        private final boolean gap;
        private final List<JourneyEvent> log;
        private final List<Sample> all;
        private final Instant now;

        One(Mission mission, Mission.Indicator indicator, Map<String, List<JourneyEvent>> rows, Instant now) {
            this.gap = indicator.formula().measure() == Formula.Measure.GAP;
            this.counted =
                    gap ? mission.indicators().get(indicator.formula().ofWhat().toString()) : indicator;
            this.log = rows.getOrDefault(counted.formula().lifeEvent(), List.of());
            this.now = now;
            this.all = of(log).stream()
                    .filter(sample -> !now.isBefore(sample.known()))
                    .toList();
        }

        private List<Sample> of(List<JourneyEvent> some) {
            return some.stream()
                    .collect(Collectors.groupingBy(JourneyEvent::journey, LinkedHashMap::new, Collectors.toList()))
                    .values()
                    .stream()
                    .flatMap(journey -> samples.of(counted.formula(), journey).stream())
                    .toList();
        }

        Measurement measure() {
            YearMonth month = YearMonth.from(LocalDate.ofInstant(now, Sample.NORWAY));
            List<Measurement.Month> trend = new ArrayList<>();
            for (YearMonth at = month.minusMonths(11); !at.isAfter(month); at = at.plusMonths(1)) {
                trend.add(point(at));
            }
            List<Sample> year = within(
                    all.stream().filter(sample -> sample.inYearBefore(now)).toList());
            int journeys = journeys(year);
            return new Measurement(
                    shown(year),
                    journeys < LEAST ? null : journeys,
                    now,
                    trend,
                    holdsBack(year).orElse(null));
        }

        private Measurement.Month point(YearMonth month) {
            if (counted.formula().standing()) {
                return new Measurement.Month(month, shown(standing(begin(month.plusMonths(1)))), 1);
            }
            BigDecimal alone = shown(months(month, 1));
            return alone != null
                    ? new Measurement.Month(month, alone, 1)
                    : new Measurement.Month(month, shown(months(month, 3)), 3);
        }

        private List<Sample> standing(Instant end) {
            Instant then = end.isAfter(now) ? now : end;
            List<JourneyEvent> before =
                    log.stream().filter(row -> row.at().isBefore(end)).toList();
            return within(of(before).stream()
                    .filter(sample -> sample.inYearBefore(then) && sample.at().isBefore(end))
                    .toList());
        }

        private List<Sample> months(YearMonth last, int many) {
            Instant from = begin(last.minusMonths(many - 1L));
            Instant to = begin(last.plusMonths(1));
            return within(all.stream()
                    .filter(sample -> !sample.at().isBefore(from) && sample.at().isBefore(to))
                    .toList());
        }

        private List<Sample> within(List<Sample> some) {
            return gap ? comparable(some) : some;
        }

        private BigDecimal shown(List<Sample> few) {
            if (journeys(few) < LEAST) {
                return null;
            }
            OptionalDouble value = gap ? gap(few) : value(counted.formula(), few);
            return value.isEmpty()
                    ? null
                    : BigDecimal.valueOf(value.getAsDouble()).setScale(1, RoundingMode.HALF_UP);
        }

        private OptionalDouble gap(List<Sample> some) {
            return Formulas.gap(byMunicipality(some).values().stream()
                    .map(of -> value(counted.formula(), of).orElseThrow())
                    .toList());
        }

        /** A journey that moved counts once in each municipality of a gap. */
        private int journeys(List<Sample> some) {
            return gap
                    ? byMunicipality(some).values().stream()
                            .mapToInt(Recount::distinct)
                            .sum()
                    : distinct(some);
        }

        private Optional<Measurement.Step> holdsBack(List<Sample> year) {
            List<Formula.Selector> goals = counted.formula().goals();
            if (goals.isEmpty()) {
                return rows(year);
            }
            Optional<Way> way = lifeEvents.apply(counted.formula().lifeEvent()).map(found -> Way.to(found, goals));
            return way.flatMap(found -> waiting(
                    year,
                    row -> found.places().contains(row.process() + " " + row.element())
                            && (row.service() == null || found.services().contains(row.service()))));
        }

        private Optional<Measurement.Step> rows(List<Sample> year) {
            double good = counted.formula().perDatum() ? 1 : 0;
            Costs costs = new Costs();
            year.stream()
                    .filter(sample ->
                            counted.direction() == Mission.Direction.UP ? sample.number() == 0 : sample.number() > good)
                    .forEach(sample -> costs.note(sample.row(), sample, 1));
            return costs.worst(false);
        }

        private Optional<Measurement.Step> waiting(
                List<Sample> year, java.util.function.Predicate<JourneyEvent> onTheWay) {
            Map<JourneyId, List<Sample>> stretches = year.stream()
                    .filter(sample -> sample.end().isAfter(sample.begin()))
                    .collect(Collectors.groupingBy(Sample::journey));
            Costs costs = new Costs();
            for (List<JourneyEvent> journey : log.stream()
                    .collect(Collectors.groupingBy(JourneyEvent::journey))
                    .values()) {
                for (Wait wait : Wait.of(journey, onTheWay)) {
                    for (Sample stretch : stretches.getOrDefault(wait.begin().journey(), List.of())) {
                        Instant from = wait.begin().at().isAfter(stretch.begin())
                                ? wait.begin().at()
                                : stretch.begin();
                        Instant until = wait.end().isBefore(stretch.end()) ? wait.end() : stretch.end();
                        Instant to = until.equals(Instant.MAX) ? now : until;
                        if (to.isAfter(from)) {
                            costs.note(
                                    wait.begin(),
                                    stretch,
                                    Duration.between(from, to).toMinutes());
                        }
                    }
                }
            }
            return costs.worst(true);
        }

        private final class Costs {

            private final Map<String, List<Long>> parts = new TreeMap<>();
            private final Map<String, Set<String>> journeys = new TreeMap<>();

            void note(JourneyEvent row, Sample sample, long part) {
                String place = Place.of(row).text();
                parts.computeIfAbsent(place, key -> new ArrayList<>()).add(part);
                journeys.computeIfAbsent(place, key -> new HashSet<>())
                        .add(row.journey().value() + (gap ? sample.municipality() : ""));
            }

            Optional<Measurement.Step> worst(boolean timed) {
                long total = parts.values().stream().mapToLong(Recount::sum).sum();
                return parts.keySet().stream()
                        .filter(place -> total > 0 && journeys.get(place).size() >= LEAST)
                        .max(Comparator.comparingLong(place -> sum(parts.get(place))))
                        .map(place -> new Measurement.Step(
                                counted.formula().lifeEvent(),
                                Place.parse(place).process(),
                                Place.parse(place).element(),
                                Place.parse(place).service(),
                                (int) Math.round(sum(parts.get(place)) * 100.0 / total),
                                timed
                                        ? BigDecimal.valueOf(days(parts.get(place), 0.5))
                                                .setScale(1, RoundingMode.HALF_UP)
                                        : null,
                                journeys.get(place).size()));
            }
        }
    }

    private static OptionalDouble value(Formula formula, List<Sample> samples) {
        if (samples.isEmpty()) {
            return OptionalDouble.empty();
        }
        List<Long> numbers = samples.stream().map(Sample::number).toList();
        return switch (formula.measure()) {
            case DURATION -> OptionalDouble.of(days(numbers, formula.aggregate() == Formula.Aggregate.P90 ? 0.9 : 0.5));
            case SHARE, RATIO -> OptionalDouble.of(sum(numbers) * 100.0 / numbers.size());
            case MEAN ->
                OptionalDouble.of(
                        formula.perDatum() ? lastOfEachDatum(samples) : (double) sum(numbers) / distinct(samples));
            case GAP -> OptionalDouble.empty();
        };
    }

    private static double lastOfEachDatum(List<Sample> samples) {
        record Datum(JourneyId journey, String name) {}
        return samples.stream()
                .collect(Collectors.toMap(
                        sample -> new Datum(sample.journey(), sample.row().detail()),
                        sample -> sample,
                        (earlier, later) -> later.at().isBefore(earlier.at()) ? earlier : later))
                .values()
                .stream()
                .mapToLong(Sample::number)
                .average()
                .orElse(0);
    }

    private static List<Sample> comparable(List<Sample> samples) {
        List<List<Sample>> enough = byMunicipality(samples).values().stream()
                .filter(of -> distinct(of) >= LEAST)
                .toList();
        return enough.size() < 2
                ? List.of()
                : enough.stream().flatMap(List::stream).toList();
    }

    private static Map<String, List<Sample>> byMunicipality(List<Sample> samples) {
        return samples.stream()
                .filter(sample -> sample.municipality() != null)
                .collect(Collectors.groupingBy(Sample::municipality));
    }

    private static int distinct(Collection<Sample> samples) {
        return (int) samples.stream().map(Sample::journey).distinct().count();
    }

    private static long sum(List<Long> parts) {
        return parts.stream().mapToLong(Long::longValue).sum();
    }

    private static double days(List<Long> minutes, double share) {
        return quantile(minutes.stream().mapToDouble(each -> each).sorted().toArray(), share) / 1440;
    }

    /** The quantile of sorted numbers by linear interpolation between the nearest ranks (Hyndman and Fan 1996, type 7). */
    static double quantile(double[] sorted, double share) {
        double rank = share * (sorted.length - 1);
        int below = (int) Math.floor(rank);
        int above = (int) Math.ceil(rank);
        return sorted[below] + (sorted[above] - sorted[below]) * (rank - below);
    }

    private static Instant begin(YearMonth month) {
        return month.atDay(1).atStartOfDay(Sample.NORWAY).toInstant();
    }
}

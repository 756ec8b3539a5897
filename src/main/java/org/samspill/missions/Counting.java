package org.samspill.missions;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.samspill.catalogue.WorkingCalendar;
import org.samspill.journeys.JourneyEvent;

/**
 * What one journey counts for in the sums of a series at a time: a pure function of its rows and the time. Sums of all journeys are the sums of these, so
 * a journey can be taken out and put in again.
 */
final class Counting {

    private final Samples samples;

    Counting(WorkingCalendar calendar) {
        this.samples = new Samples(calendar);
    }

    /** @param rows of one journey, the oldest first */
    Told of(Series series, List<JourneyEvent> rows, Instant now) {
        return new One(series, rows, now).told();
    }

    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private final class One {

        private final Series series;
        private final Formula formula;
        private final List<JourneyEvent> rows;
        private final Instant now;
        private final Map<Cell, Part> parts = new LinkedHashMap<>();
        private final TreeSet<Instant> turns = new TreeSet<>();

        One(Series series, List<JourneyEvent> rows, Instant now) {
            this.series = series;
            this.formula = series.formula();
            this.rows = rows;
            this.now = now.truncatedTo(ChronoUnit.MICROS);
        }

        Told told() {
            List<Sample> all = samples.of(formula, rows);
            for (Sample sample : all) {
                turns.addAll(List.of(sample.known(), sample.enters(), sample.leaves()));
            }
            List<Sample> known =
                    all.stream().filter(sample -> !now.isBefore(sample.known())).toList();
            List<Sample> year =
                    known.stream().filter(sample -> sample.inYearBefore(now)).toList();
            numbers(Cell.YEAR, year);
            if (formula.standing()) {
                standing(all);
            } else {
                months(known);
            }
            if (formula.goals().isEmpty()) {
                against(year);
            } else {
                waits(year);
            }
            turns.remove(Instant.MIN);
            Instant since = turns.floor(now);
            Instant due = turns.higher(now);
            return new Told(
                    parts,
                    since == null ? Long.MIN_VALUE : micros(since),
                    due == null ? Long.MAX_VALUE : micros(due),
                    false);
        }

        private void months(List<Sample> known) {
            Map<YearMonth, List<Sample>> single = new HashMap<>();
            Map<YearMonth, List<Sample>> several = new HashMap<>();
            for (Sample sample : known) {
                YearMonth month = month(sample.at());
                single.computeIfAbsent(month, key -> new ArrayList<>()).add(sample);
                for (int later = 0; later < Measurement.MOST_MONTHS; later++) {
                    several.computeIfAbsent(month.plusMonths(later), key -> new ArrayList<>())
                            .add(sample);
                }
            }
            single.forEach((month, some) -> numbers(Cell.month(month), some));
            several.forEach((month, some) -> numbers(Cell.months(month), some));
        }

        /** How it stands when each month ends: as long as nothing happens, the same in all of them for a year. */
        private void standing(List<Sample> last) {
            TreeSet<YearMonth> months = new TreeSet<>();
            Formula.Selector begins = MissionFiles.selector(Objects.requireNonNull(formula.ofWhat()));
            for (JourneyEvent of : rows) {
                if (begins.matches(of)) {
                    YearMonth first = month(of.at());
                    for (int later = 0; later <= Measurement.MONTHS; later++) {
                        months.add(first.plusMonths(later));
                    }
                }
            }
            for (YearMonth month : months) {
                Instant end =
                        month.plusMonths(1).atDay(1).atStartOfDay(Sample.NORWAY).toInstant();
                List<JourneyEvent> before =
                        rows.stream().filter(row -> row.at().isBefore(end)).toList();
                numbers(
                        Cell.month(month),
                        (before.size() == rows.size() ? last : samples.of(formula, before))
                                .stream()
                                        .filter(sample -> sample.inYearBefore(end)
                                                && sample.at().isBefore(end))
                                        .toList());
            }
        }

        /** The sums that an indicator's number is made of. */
        private void numbers(String period, List<Sample> some) {
            if (some.isEmpty()) {
                return;
            }
            parts.put(new Cell(period, Cell.ALL, Cell.NUMBER), number(some));
            byMunicipality(some)
                    .forEach((municipality, of) -> parts.put(new Cell(period, municipality, Cell.NUMBER), number(of)));
        }

        private Part number(List<Sample> some) {
            boolean timed = formula.measure() == Formula.Measure.DURATION;
            List<Long> counted = formula.perDatum()
                    ? lastOfEachDatum(some)
                    : some.stream().map(Sample::number).toList();
            return new Part(
                    counted.size(),
                    counted.stream().mapToLong(Long::longValue).sum(),
                    timed ? counted.stream().sorted().toList() : List.of(),
                    List.of());
        }

        /** Rows that count against the target, by where they are written. */
        private void against(List<Sample> year) {
            long good = formula.perDatum() ? 1 : 0;
            Map<String, Long> places = year.stream()
                    .filter(sample ->
                            series.direction() == Mission.Direction.UP ? sample.number() == 0 : sample.number() > good)
                    .collect(Collectors.groupingBy(
                            sample -> Place.of(Objects.requireNonNull(sample.row()))
                                    .text(),
                            LinkedHashMap::new,
                            Collectors.counting()));
            places.forEach((place, many) ->
                    parts.put(new Cell(Cell.YEAR, Cell.ALL, place), new Part(many, many, List.of(), List.of())));
        }

        /** The parts of all waiting that lie within a measured stretch, by what is waited for. */
        private void waits(List<Sample> year) {
            List<Sample> stretches = year.stream()
                    .filter(sample -> sample.end().isAfter(sample.begin()))
                    .toList();
            Map<Cell, List<Long>> ended = new LinkedHashMap<>();
            Map<Cell, List<Long>> waiting = new LinkedHashMap<>();
            for (Wait wait : Wait.of(rows, series::onTheWay)) {
                for (Sample stretch : stretches) {
                    Instant from = latest(wait.begin().at(), stretch.begin());
                    Instant to = wait.end().isBefore(stretch.end()) ? wait.end() : stretch.end();
                    for (Cell cell : cells(wait, stretch)) {
                        if (to.equals(Instant.MAX)) {
                            Instant first = from.plus(1, ChronoUnit.MICROS);
                            turns.add(first);
                            if (!now.isBefore(first)) {
                                waiting.computeIfAbsent(cell, key -> new ArrayList<>())
                                        .add(micros(from));
                            }
                        } else if (to.isAfter(from)) {
                            ended.computeIfAbsent(cell, key -> new ArrayList<>())
                                    .add(Duration.between(from, to).toMinutes());
                        }
                    }
                }
            }
            Set<Cell> cells = new LinkedHashSet<>(ended.keySet());
            cells.addAll(waiting.keySet());
            for (Cell cell : cells) {
                List<Long> minutes = ended.getOrDefault(cell, List.of());
                parts.put(
                        cell,
                        new Part(
                                minutes.size(),
                                minutes.stream().mapToLong(Long::longValue).sum(),
                                minutes.stream().sorted().toList(),
                                waiting.getOrDefault(cell, List.of())));
            }
        }

        private List<Cell> cells(Wait wait, Sample stretch) {
            String place = Place.of(wait.begin()).text();
            Cell all = new Cell(Cell.YEAR, Cell.ALL, place);
            return series.compared() ? List.of(all, new Cell(Cell.YEAR, known(stretch), place)) : List.of(all);
        }
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static String known(Sample sample) {
        return sample.municipality() == null ? Cell.UNKNOWN : sample.municipality();
    }

    private static Map<String, List<Sample>> byMunicipality(Collection<Sample> some) {
        return some.stream().collect(Collectors.groupingBy(Counting::known, LinkedHashMap::new, Collectors.toList()));
    }

    private static List<Long> lastOfEachDatum(List<Sample> some) {
        return some.stream()
                .collect(Collectors.toMap(
                        sample -> Objects.requireNonNull(
                                Objects.requireNonNull(sample.row()).detail()),
                        sample -> sample,
                        (earlier, later) -> later.at().isBefore(earlier.at()) ? earlier : later,
                        LinkedHashMap::new))
                .values()
                .stream()
                .map(Sample::number)
                .toList();
    }

    private static YearMonth month(Instant at) {
        return YearMonth.from(LocalDate.ofInstant(at, Sample.NORWAY));
    }
}

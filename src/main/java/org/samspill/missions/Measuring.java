package org.samspill.missions;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.WorkingCalendar;
import org.samspill.journeys.JourneyEvent;

/** Measures a mission: the value of each indicator, its trend and what holds it back; a pure function of rows, models and time. Months are Norway's. */
final class Measuring {

    private static final int MONTHS = 12;
    private static final ZoneId NORWAY = ZoneId.of("Europe/Oslo");

    private final Samples samples;
    private final Function<String, Optional<LifeEvent>> lifeEvents;

    Measuring(WorkingCalendar calendar, Function<String, Optional<LifeEvent>> lifeEvents) {
        this.samples = new Samples(calendar);
        this.lifeEvents = lifeEvents;
    }

    /**
     * Every indicator of the mission by key.
     *
     * @param rows the journey log of each life event, the oldest row first
     */
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

    /** One indicator at one time. A gap is measured on the samples of the indicator it compares. */
    private final class One {

        private final Mission.Indicator counted;
        private final boolean gap;
        private final List<JourneyEvent> log;
        private final List<Sample> all;
        private final Instant now;

        One(Mission mission, Mission.Indicator indicator, Map<String, List<JourneyEvent>> rows, Instant now) {
            this.gap = indicator.formula().measure() == Formula.Measure.GAP;
            this.counted = gap
                    ? Objects.requireNonNull(mission.indicators()
                            .get(Objects.requireNonNull(indicator.formula().ofWhat())
                                    .toString()))
                    : indicator;
            this.log = rows.getOrDefault(counted.formula().lifeEvent(), List.of());
            this.all = samples.of(counted.formula(), log, now);
            this.now = now;
        }

        Measurement measure() {
            YearMonth month = YearMonth.from(LocalDate.ofInstant(now, NORWAY));
            List<Measurement.Month> trend = new ArrayList<>();
            for (YearMonth at = month.minusMonths(MONTHS - 1L); !at.isAfter(month); at = at.plusMonths(1)) {
                trend.add(point(at));
            }
            List<Sample> year = between(now.atZone(NORWAY).minusMonths(MONTHS).toInstant(), now.plusSeconds(1));
            int journeys = Formulas.journeys(year);
            return new Measurement(
                    shown(year),
                    journeys < Measurement.LEAST_JOURNEYS ? null : journeys,
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
                    : new Measurement.Month(
                            month, shown(months(month, Measurement.MOST_MONTHS)), Measurement.MOST_MONTHS);
        }

        /** What is counted over the year before a time, as it stood then. */
        private List<Sample> standing(Instant end) {
            Instant then = end.isAfter(now) ? now : end;
            List<JourneyEvent> before =
                    log.stream().filter(row -> row.at().isBefore(end)).toList();
            return within(samples.of(counted.formula(), before, then), aYearBefore(then), end);
        }

        private List<Sample> months(YearMonth last, int many) {
            return between(begin(last.minusMonths(many - 1L)), begin(last.plusMonths(1)));
        }

        private List<Sample> between(Instant from, Instant to) {
            return within(all, from, to);
        }

        private List<Sample> within(List<Sample> some, Instant from, Instant to) {
            List<Sample> within = some.stream()
                    .filter(sample -> !sample.at().isBefore(from) && sample.at().isBefore(to))
                    .toList();
            return gap ? Formulas.comparable(within) : within;
        }

        private @Nullable BigDecimal shown(List<Sample> few) {
            if (Formulas.journeys(few) < Measurement.LEAST_JOURNEYS) {
                return null;
            }
            OptionalDouble value = gap
                    ? Formulas.gap(counted.formula(), counted.direction(), few)
                    : Formulas.value(counted.formula(), few);
            return value.isEmpty()
                    ? null
                    : BigDecimal.valueOf(value.getAsDouble()).setScale(1, RoundingMode.HALF_UP);
        }

        private Optional<Measurement.Step> holdsBack(List<Sample> year) {
            List<Formula.Selector> goals = counted.formula().goals();
            return goals.isEmpty()
                    ? Bottlenecks.rows(counted.formula(), counted.direction(), year)
                    : lifeEvents
                            .apply(Objects.requireNonNull(counted.formula().lifeEvent()))
                            .map(lifeEvent -> Way.to(lifeEvent, goals))
                            .flatMap(way -> Bottlenecks.waiting(log, year, way::holds, now));
        }
    }

    private static Instant aYearBefore(Instant time) {
        return time.atZone(NORWAY).minusMonths(MONTHS).toInstant();
    }

    private static Instant begin(YearMonth month) {
        return month.atDay(1).atStartOfDay(NORWAY).toInstant();
    }
}

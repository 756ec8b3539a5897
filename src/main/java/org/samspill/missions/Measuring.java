package org.samspill.missions;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.samspill.missions.SumStore.Sum;
import org.springframework.stereotype.Component;

/** Reads the value of an indicator, its trend and what holds it back from the sums, whatever the number of journeys. Months are Norway's. */
@Component
class Measuring {

    private final SumStore sums;
    private final GapStore gaps;
    private final Bottlenecks bottlenecks;

    Measuring(SumStore sums, GapStore gaps, Ranks ranks) {
        this.sums = sums;
        this.gaps = gaps;
        this.bottlenecks = new Bottlenecks(sums, ranks);
    }

    /**
     * What an indicator is by the sums of a series.
     *
     * @param shown how the indicator is made of them
     */
    Measurement measure(SeriesStore.Row series, Shown shown) {
        return new One(series, shown).measure();
    }

    /** What an indicator is in each municipality over the last twelve months, also where too few journeys stand behind it. */
    List<ByMunicipality.Value> byMunicipality(SeriesStore.Row series, Shown shown) {
        One one = new One(series, shown);
        return sums.byMunicipality(series.id(), List.of(Cell.YEAR)).stream()
                .map(sum -> new ByMunicipality.Value(
                        sum.cell().municipality(), sum.journeys(), one.rounded(one.value(sum))))
                .toList();
    }

    private final class One {

        private final int series;
        private final Series counted;
        private final Shown how;
        private final Instant now;
        private final Map<String, Sum> byPeriod = new HashMap<>();
        private Map<String, GapStore.Gap> gapByPeriod = Map.of();

        One(SeriesStore.Row series, Shown shown) {
            this.series = series.id();
            this.counted = series.series();
            this.how = shown;
            this.now = Objects.requireNonNull(series.asOf());
        }

        Measurement measure() {
            YearMonth month = YearMonth.from(LocalDate.ofInstant(now, Sample.NORWAY));
            Set<String> periods = new LinkedHashSet<>(List.of(Cell.YEAR));
            for (int back = 0; back < Measurement.MONTHS; back++) {
                periods.add(Cell.month(month.minusMonths(back)));
                periods.add(Cell.months(month.minusMonths(back)));
            }
            if (how.gap()) {
                gapByPeriod = gaps.of(series, counted.formula(), periods);
            } else {
                sums.numbers(series, periods)
                        .forEach(sum -> byPeriod.put(sum.cell().period(), sum));
            }
            List<Measurement.Month> trend = new ArrayList<>();
            for (int back = Measurement.MONTHS - 1; back >= 0; back--) {
                trend.add(point(month.minusMonths(back), back == 0));
            }
            long journeys = journeys(Cell.YEAR);
            return new Measurement(
                    shown(Cell.YEAR),
                    journeys < Measurement.LEAST_JOURNEYS ? null : (int) journeys,
                    now,
                    trend,
                    holdsBack().orElse(null));
        }

        private Measurement.Month point(YearMonth month, boolean current) {
            if (counted.formula().standing()) {
                return new Measurement.Month(month, shown(current ? Cell.YEAR : Cell.month(month)), 1);
            }
            BigDecimal alone = shown(Cell.month(month));
            return alone != null
                    ? new Measurement.Month(month, alone, 1)
                    : new Measurement.Month(month, shown(Cell.months(month)), Measurement.MOST_MONTHS);
        }

        /** How many journeys stand behind a period: all, or for a gap those of municipalities that can be compared. */
        private long journeys(String period) {
            return how.gap()
                    ? Optional.ofNullable(gapByPeriod.get(period))
                            .map(GapStore.Gap::journeys)
                            .orElse(0L)
                    : Optional.ofNullable(byPeriod.get(period))
                            .map(Sum::journeys)
                            .orElse(0L);
        }

        private @Nullable BigDecimal shown(String period) {
            if (journeys(period) < Measurement.LEAST_JOURNEYS) {
                return null;
            }
            return rounded(
                    how.gap()
                            ? gap(Objects.requireNonNull(gapByPeriod.get(period)))
                            : value(Objects.requireNonNull(byPeriod.get(period))));
        }

        private OptionalDouble gap(GapStore.Gap gap) {
            Double value = how.nine() ? gap.nine() : gap.half();
            return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
        }

        private OptionalDouble value(Sum sum) {
            return Formulas.value(counted.formula(), how.nine(), sum);
        }

        private @Nullable BigDecimal rounded(OptionalDouble value) {
            return value.isEmpty()
                    ? null
                    : BigDecimal.valueOf(value.getAsDouble()).setScale(1, RoundingMode.HALF_UP);
        }

        private Optional<Measurement.Step> holdsBack() {
            return how.gap()
                    ? bottlenecks.amongCompared(
                            series,
                            counted,
                            Formulas.comparable(sums.byMunicipality(series, List.of(Cell.YEAR))).stream()
                                    .map(sum -> sum.cell().municipality())
                                    .collect(Collectors.toSet()),
                            now)
                    : bottlenecks.amongAll(series, counted, now);
        }
    }
}

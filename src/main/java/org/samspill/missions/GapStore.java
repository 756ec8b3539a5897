package org.samspill.missions;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.samspill.missions.SumStore.Sum;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The gap between municipalities, kept for each period of a series that compares them: taken from the sums of all municipalities when one of those has changed, so
 * that a page need not read them all. Only the reader writes here, alone under its lock.
 */
@Component
class GapStore {

    private static final Gap NONE = new Gap(0, null, null);

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final SumStore sums;

    GapStore(JdbcClient jdbc, JdbcTemplate batches, SumStore sums) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.sums = sums;
    }

    /**
     * The gap in one period.
     *
     * @param journeys how many journeys the municipalities have that are compared
     * @param half the gap of the value, or of the median; {@code nine} of the 90th percentile; null when there is none
     */
    record Gap(
            long journeys, @Nullable Double half, @Nullable Double nine) {}

    /** Says that sums of municipalities have changed in these periods. */
    void touch(int series, Collection<String> periods) {
        if (periods.isEmpty()) {
            return;
        }
        String[] all = periods.toArray(String[]::new);
        jdbc.sql("""
                        insert into missions_gap (series, period, journeys, stale)
                        select cast(? as integer), c.period, 0, true from unnest(cast(? as varchar array)) as c (period)
                        where not exists (select 1 from missions_gap g where g.series = ? and g.period = c.period)
                        """).params(series, all, series).update();
        jdbc.sql(
                        "update missions_gap set stale = true where series = :series and stale = false and period in (:periods)")
                .param("series", series)
                .param("periods", periods)
                .update();
    }

    /** Takes the gaps anew whose periods have changed. */
    void freshen(int series, Formula formula) {
        List<String> stale = jdbc.sql("select period from missions_gap where series = ? and stale = true")
                .param(series)
                .query(String.class)
                .list();
        if (stale.isEmpty()) {
            return;
        }
        Map<String, Gap> fresh = taken(series, formula, stale);
        batches.batchUpdate(
                "update missions_gap set stale = false, journeys = ?, half = ?, nine = ? where series = ? and period = ?",
                stale.stream()
                        .map(period -> {
                            Gap gap = fresh.getOrDefault(period, NONE);
                            return new Object[] {gap.journeys(), gap.half(), gap.nine(), series, period};
                        })
                        .toList());
    }

    /** From the sums of all municipalities. */
    private Map<String, Gap> taken(int series, Formula formula, Collection<String> periods) {
        Map<String, Gap> gaps = new HashMap<>();
        sums.byMunicipality(series, periods).stream()
                .collect(Collectors.groupingBy(sum -> sum.cell().period()))
                .forEach((period, some) -> gaps.put(period, gap(formula, some)));
        return gaps;
    }

    private static Gap gap(Formula formula, List<Sum> byMunicipality) {
        List<Sum> compared = Formulas.comparable(byMunicipality);
        return new Gap(
                compared.stream().mapToLong(Sum::journeys).sum(),
                gap(formula, false, compared),
                gap(formula, true, compared));
    }

    private static @Nullable Double gap(Formula formula, boolean nine, List<Sum> compared) {
        OptionalDouble gap = Formulas.gap(compared.stream()
                .map(sum -> Formulas.value(formula, nine, sum).orElseThrow())
                .toList());
        return gap.isEmpty() ? null : gap.getAsDouble();
    }

    /** The gaps of these periods; a period in which nothing is counted has none. A series of before gaps were kept is shown until a newer one is counted. */
    Map<String, Gap> of(int series, Formula formula, Collection<String> periods) {
        Map<String, Gap> gaps = new HashMap<>();
        jdbc.sql(
                        "select period, journeys, half, nine from missions_gap where series = :series and period in (:periods)")
                .param("series", series)
                .param("periods", periods)
                .query(row -> {
                    gaps.put(
                            row.getString("period"),
                            new Gap(
                                    row.getLong("journeys"),
                                    row.getObject("half", Double.class),
                                    row.getObject("nine", Double.class)));
                });
        return gaps.isEmpty() ? taken(series, formula, periods) : gaps;
    }

    void delete(int series) {
        jdbc.sql("delete from missions_gap where series = ?").param(series).update();
    }
}

package org.samspill.missions;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The sums and the durations behind them. Only the reader writes here, alone under its lock. */
@Component
class SumStore {

    private final JdbcClient jdbc;
    private final Ranks ranks;

    SumStore(JdbcClient jdbc, Ranks ranks) {
        this.jdbc = jdbc;
        this.ranks = ranks;
    }

    /**
     * One sum.
     *
     * @param many how many things are counted, {@code total} the sum of their numbers, {@code journeys} how many journeys they come from
     * @param half the median in days, {@code nine} the 90th percentile; null where there are no durations
     */
    record Sum(
            long id,
            Cell cell,
            long many,
            long total,
            long journeys,
            @Nullable Double half,
            @Nullable Double nine) {}

    /** Adds to the sums; medians are taken anew by {@link #freshen}. */
    void add(int series, Map<Cell, Changes.Change> changes) {
        Map<Cell, Long> ids = ids(series, changes.keySet());
        long next = jdbc.sql("select coalesce(max(id), 0) from missions_sum")
                .query(Long.class)
                .single();
        Columns rows = new Columns();
        for (Map.Entry<Cell, Changes.Change> entry : changes.entrySet()) {
            Cell cell = entry.getKey();
            if (!ids.containsKey(cell)) {
                ids.put(cell, ++next);
            }
            Changes.Change change = entry.getValue();
            rows.add(
                    ids.get(cell),
                    cell.period(),
                    cell.municipality(),
                    cell.step(),
                    change.many,
                    change.total,
                    change.journeys);
        }
        jdbc.sql("""
                        merge into missions_sum s
                        using (select * from unnest(cast(? as bigint array), cast(? as varchar array), cast(? as varchar array), cast(? as varchar array),
                                cast(? as bigint array), cast(? as bigint array), cast(? as bigint array))
                            as c (id, period, municipality, step, many, total, journeys)) c
                        on s.id = c.id
                        when matched then update set many = s.many + c.many, total = s.total + c.total, journeys = s.journeys + c.journeys, stale = true
                        when not matched then insert (id, series, period, municipality, step, many, total, journeys, stale)
                            values (c.id, cast(? as integer), c.period, c.municipality, c.step, c.many, c.total, c.journeys, true)
                        """)
                .params(
                        rows.of(0, Long.class),
                        rows.of(1, String.class),
                        rows.of(2, String.class),
                        rows.of(3, String.class),
                        rows.of(4, Long.class),
                        rows.of(5, Long.class),
                        rows.of(6, Long.class),
                        series)
                .update();
        tally(changes, ids);
    }

    /** All in one statement that joins them as a table, which costs one plan and not one for each cell. */
    private Map<Cell, Long> ids(int series, Collection<Cell> cells) {
        Map<Cell, Long> ids = new HashMap<>();
        jdbc.sql("""
                        select s.id, s.period, s.municipality, s.step
                        from unnest(cast(? as varchar array), cast(? as varchar array), cast(? as varchar array)) as c (period, step, municipality)
                            join missions_sum s on s.series = ? and s.period = c.period and s.step = c.step and s.municipality = c.municipality
                        """)
                .params(
                        cells.stream().map(Cell::period).toArray(String[]::new),
                        cells.stream().map(Cell::step).toArray(String[]::new),
                        cells.stream().map(Cell::municipality).toArray(String[]::new),
                        series)
                .query(row -> {
                    ids.put(
                            new Cell(row.getString("period"), row.getString("municipality"), row.getString("step")),
                            row.getLong("id"));
                });
        return ids;
    }

    private void tally(Map<Cell, Changes.Change> changes, Map<Cell, Long> ids) {
        Map<Ranks.Day, Tally> added = new HashMap<>();
        changes.forEach((cell, change) -> {
            if (!cell.several()) {
                change.minutes.forEach((minutes, times) -> added.computeIfAbsent(
                                new Ranks.Day(Objects.requireNonNull(ids.get(cell)), Tally.day(minutes)),
                                slot -> Tally.empty())
                        .add(Tally.minute(minutes), times));
            }
        });
        Map<Ranks.Day, Tally> before = ranks.tallies(added.keySet());
        Columns rows = new Columns();
        Columns gone = new Columns();
        added.forEach((slot, more) -> {
            Tally now = Tally.empty();
            now.add(before.getOrDefault(slot, Tally.empty()));
            now.add(more);
            if (now.minutes().isEmpty()) {
                gone.add(slot.sum(), slot.day());
            } else {
                rows.add(slot.sum(), slot.day(), now.many(), now.text());
            }
        });
        jdbc.sql("""
                        merge into missions_tally t
                        using (select * from unnest(cast(? as bigint array), cast(? as integer array), cast(? as bigint array), cast(? as varchar array))
                            as c (sum_id, whole_days, many, minutes)) c
                        on t.sum_id = c.sum_id and t.whole_days = c.whole_days
                        when matched then update set many = c.many, minutes = c.minutes
                        when not matched then insert (sum_id, whole_days, many, minutes) values (c.sum_id, c.whole_days, c.many, c.minutes)
                        """)
                .params(
                        rows.of(0, Long.class),
                        rows.of(1, Integer.class),
                        rows.of(2, Long.class),
                        rows.of(3, String.class))
                .update();
        if (!gone.none()) {
            jdbc.sql("""
                            delete from missions_tally where (sum_id, whole_days) in (
                                select c.sum_id, c.whole_days from unnest(cast(? as bigint array), cast(? as integer array)) as c (sum_id, whole_days))
                            """)
                    .params(gone.of(0, Long.class), gone.of(1, Integer.class))
                    .update();
        }
    }

    /** Takes medians anew of at most so many sums that have changed; false when none is left. */
    boolean freshen(int series, boolean durations, int most) {
        List<Sum> stale = jdbc.sql(
                        "select * from missions_sum where series = ? and stale = true order by id fetch first ? rows only")
                .params(series, most)
                .query(SumStore::read)
                .list();
        if (stale.isEmpty()) {
            return false;
        }
        Map<Long, List<Double>> quantiles = ranks.quantiles(
                holding(
                        series,
                        stale.stream()
                                .filter(sum -> durations || !sum.cell().step().isEmpty())
                                .toList()),
                List.of(0.5, 0.9));
        Columns fresh = new Columns();
        stale.forEach(sum -> {
            List<Double> of = quantiles.get(sum.id());
            fresh.add(sum.id(), of == null ? null : of.get(0), of == null ? null : of.get(1));
        });
        jdbc.sql("""
                        merge into missions_sum s
                        using (select * from unnest(cast(? as bigint array), cast(? as double precision array), cast(? as double precision array))
                            as c (id, half, nine)) c
                        on s.id = c.id
                        when matched then update set stale = false, half = c.half, nine = c.nine
                        """)
                .params(fresh.of(0, Long.class), fresh.of(1, Double.class), fresh.of(2, Double.class))
                .update();
        return stale.size() == most;
    }

    /** Which sums hold the durations of these: their own, or those of their months. */
    private Map<Long, List<Long>> holding(int series, List<Sum> sums) {
        Map<Long, List<Cell>> months = new HashMap<>();
        sums.stream().filter(sum -> sum.cell().several()).forEach(sum -> {
            List<Cell> its = new ArrayList<>();
            for (int month = 0; month < Measurement.MOST_MONTHS; month++) {
                its.add(sum.cell().monthBefore(month));
            }
            months.put(sum.id(), its);
        });
        Map<Cell, Long> ids =
                ids(series, months.values().stream().flatMap(List::stream).collect(Collectors.toSet()));
        Map<Long, List<Long>> holding = new HashMap<>();
        sums.forEach(sum -> holding.put(
                sum.id(),
                sum.cell().several()
                        ? Objects.requireNonNull(months.get(sum.id())).stream()
                                .map(ids::get)
                                .filter(Objects::nonNull)
                                .toList()
                        : List.of(sum.id())));
        return holding;
    }

    /** The sums of a number in these periods, for all municipalities together. */
    List<Sum> numbers(int series, Collection<String> periods) {
        return jdbc.sql("""
                        select * from missions_sum
                        where series = :series and period in (:periods) and step = '' and municipality = ''
                        """)
                .param("series", series)
                .param("periods", periods)
                .query(SumStore::read)
                .list();
    }

    /** The sums of a number in these periods, for each municipality that is known. */
    List<Sum> byMunicipality(int series, Collection<String> periods) {
        return jdbc.sql("""
                        select * from missions_sum
                        where series = :series and period in (:periods) and step = '' and municipality <> '' and many > 0
                        order by municipality
                        """)
                .param("series", series)
                .param("periods", periods)
                .query(SumStore::read)
                .list();
    }

    /**
     * The sums of what holds a number back in the last twelve months, for one {@link Cell#municipality}, of which there is one sum a step.
     */
    List<Sum> steps(int series, String municipality) {
        return jdbc.sql("""
                        select * from missions_sum
                        where series = ? and period = ? and step <> '' and municipality = ? and journeys > 0
                        """)
                .params(series, Cell.YEAR, municipality)
                .query(SumStore::read)
                .list();
    }

    /** The same for each municipality, known or not, but these. */
    List<Sum> stepsBesides(int series, Collection<String> municipalities) {
        Set<String> others = new HashSet<>(municipalities);
        others.addAll(List.of(Cell.ALL, Cell.EACH));
        return jdbc.sql("""
                        select * from missions_sum
                        where series = :series and period = :period and step <> '' and municipality not in (:others) and journeys > 0
                        """)
                .param("series", series)
                .param("period", Cell.YEAR)
                .param("others", others)
                .query(SumStore::read)
                .list();
    }

    /** Work that still waits within a stretch that still runs. */
    record Waiting(String step, String municipality, long minutes, long times) {}

    /** How long such work has waited by now, in whole minutes. */
    List<Waiting> waiting(int series, long micros) {
        return jdbc.sql("""
                        select step, municipality, (? - since) / 60000000 as minutes, count(*) as times from missions_waiting
                        where series = ? group by step, municipality, minutes
                        """)
                .params(micros, series)
                .query((row, n) -> new Waiting(
                        row.getString("step"),
                        row.getString("municipality"),
                        row.getLong("minutes"),
                        row.getLong("times")))
                .list();
    }

    /** Deletes at most so many sums of a series; how many it were. */
    int delete(int series, int most) {
        List<Long> some = jdbc.sql("select id from missions_sum where series = ? fetch first ? rows only")
                .params(series, most)
                .query(Long.class)
                .list();
        if (!some.isEmpty()) {
            jdbc.sql("delete from missions_tally where sum_id in (:sums)")
                    .param("sums", some)
                    .update();
            jdbc.sql("delete from missions_sum where id in (:sums)")
                    .param("sums", some)
                    .update();
        }
        return some.size();
    }

    private static Sum read(ResultSet row, int number) throws SQLException {
        return new Sum(
                row.getLong("id"),
                new Cell(row.getString("period"), row.getString("municipality"), row.getString("step")),
                row.getLong("many"),
                row.getLong("total"),
                row.getLong("journeys"),
                row.getObject("half", Double.class),
                row.getObject("nine", Double.class));
    }
}

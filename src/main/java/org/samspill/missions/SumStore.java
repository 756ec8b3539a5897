package org.samspill.missions;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The sums and the durations behind them. Only the reader writes here, alone under its lock. */
@Component
class SumStore {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Ranks ranks;

    SumStore(JdbcClient jdbc, JdbcTemplate batches, Ranks ranks) {
        this.jdbc = jdbc;
        this.batches = batches;
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
        List<Object[]> inserts = new ArrayList<>();
        List<Object[]> updates = new ArrayList<>();
        for (Map.Entry<Cell, Changes.Change> entry : changes.entrySet()) {
            Changes.Change change = entry.getValue();
            Long id = ids.get(entry.getKey());
            if (id == null) {
                next++;
                ids.put(entry.getKey(), next);
                Cell cell = entry.getKey();
                inserts.add(new Object[] {
                    change.many,
                    change.total,
                    change.journeys,
                    next,
                    series,
                    cell.period(),
                    cell.municipality(),
                    cell.step()
                });
            } else {
                updates.add(new Object[] {change.many, change.total, change.journeys, id});
            }
        }
        batches.batchUpdate("""
                insert into missions_sum (many, total, journeys, id, series, period, municipality, step, stale)
                values (?, ?, ?, ?, ?, ?, ?, ?, true)
                """, inserts);
        batches.batchUpdate("""
                update missions_sum set many = many + ?, total = total + ?, journeys = journeys + ?, stale = true
                where id = ?
                """, updates);
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

    private record Slot(long sum, int day) {}

    private void tally(Map<Cell, Changes.Change> changes, Map<Cell, Long> ids) {
        Map<Slot, Tally> added = new HashMap<>();
        changes.forEach((cell, change) -> {
            if (!cell.several()) {
                change.minutes.forEach((minutes, times) -> added.computeIfAbsent(
                                new Slot(Objects.requireNonNull(ids.get(cell)), Tally.day(minutes)),
                                slot -> Tally.empty())
                        .add(Tally.minute(minutes), times));
            }
        });
        Map<Slot, Tally> before = new HashMap<>();
        jdbc.sql("""
                        select t.sum_id, t.whole_days, t.minutes
                        from unnest(cast(? as bigint array), cast(? as integer array)) as c (sum_id, whole_days)
                            join missions_tally t on t.sum_id = c.sum_id and t.whole_days = c.whole_days
                        """)
                .params(
                        added.keySet().stream().map(Slot::sum).toArray(Long[]::new),
                        added.keySet().stream().map(Slot::day).toArray(Integer[]::new))
                .query(row -> {
                    before.put(new Slot(row.getLong(1), row.getInt(2)), Tally.parse(row.getString(3)));
                });
        List<Object[]> inserts = new ArrayList<>();
        List<Object[]> updates = new ArrayList<>();
        List<Object[]> deletes = new ArrayList<>();
        added.forEach((slot, more) -> {
            Tally old = before.get(slot);
            Tally now = Tally.empty();
            if (old != null) {
                now.add(old);
            }
            now.add(more);
            if (now.minutes().isEmpty()) {
                deletes.add(new Object[] {slot.sum(), slot.day()});
            } else {
                (old == null ? inserts : updates).add(new Object[] {now.many(), now.text(), slot.sum(), slot.day()});
            }
        });
        batches.batchUpdate(
                "insert into missions_tally (many, minutes, sum_id, whole_days) values (?, ?, ?, ?)", inserts);
        batches.batchUpdate(
                "update missions_tally set many = ?, minutes = ? where sum_id = ? and whole_days = ?", updates);
        batches.batchUpdate("delete from missions_tally where sum_id = ? and whole_days = ?", deletes);
    }

    /** Takes medians anew of at most so many sums that have changed; false when none is left. */
    boolean freshen(int series, boolean durations, int most) {
        List<Sum> stale = jdbc.sql(
                        "select * from missions_sum where series = ? and stale = true order by id fetch first ? rows only")
                .params(series, most)
                .query(SumStore::read)
                .list();
        List<Object[]> fresh = new ArrayList<>();
        for (Sum sum : stale) {
            Ranks.Durations of = ranks.of(durations || !sum.cell().step().isEmpty() ? sums(series, sum) : List.of());
            fresh.add(
                    of.none()
                            ? new Object[] {null, null, sum.id()}
                            : new Object[] {of.quantile(0.5), of.quantile(0.9), sum.id()});
        }
        batches.batchUpdate("update missions_sum set stale = false, half = ?, nine = ? where id = ?", fresh);
        return stale.size() == most;
    }

    /** Which sums hold the durations of one: its own, or those of its months. */
    private List<Long> sums(int series, Sum sum) {
        if (!sum.cell().several()) {
            return List.of(sum.id());
        }
        List<Cell> months = new ArrayList<>();
        for (int month = 0; month < Measurement.MOST_MONTHS; month++) {
            months.add(sum.cell().monthBefore(month));
        }
        return List.copyOf(ids(series, months).values());
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

    /** The sums of what holds a number back in the last twelve months, all together or by municipality. */
    List<Sum> steps(int series, boolean byMunicipality) {
        return jdbc.sql("select * from missions_sum where series = ? and period = ? and step <> '' and municipality "
                        + (byMunicipality ? "<>" : "=") + " '' and journeys > 0")
                .params(series, Cell.YEAR)
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

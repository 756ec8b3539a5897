package org.samspill.missions;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.samspill.journeys.LogPosition;
import org.samspill.journeys.LogReader.Begun;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of series: what is counted, how far, and which of them is shown. */
@Component
class SeriesStore {

    private final JdbcClient jdbc;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /** A definition never changes, so it is read once. */
    private record Known(Series series, boolean understood) {

        static Known of(Series series, String hash) {
            return new Known(series, series.hash().equals(hash));
        }
    }

    SeriesStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A series as it stands.
     *
     * @param filling true while journeys are counted that were there before the series
     * @param filled the last of those that is counted
     * @param done how many of those are counted, and {@code ofAll} how many there were
     * @param asOf null until everything is counted once
     * @param understood true when this program counts as the one that began the series; nodes of two versions may run side by side
     */
    record Row(
            int id,
            String hash,
            Series series,
            LogPosition position,
            boolean filling,
            @Nullable Begun filled,
            long done,
            long ofAll,
            @Nullable Instant asOf,
            boolean understood) {}

    /** Holds other nodes back until the transaction ends; false when one is at it. */
    boolean lock() {
        return jdbc.sql("select name from missions_reader where name = 'reader' for update skip locked")
                .query(String.class)
                .optional()
                .isPresent();
    }

    /** Every series that this program can count. */
    List<Row> all() {
        return jdbc.sql("select * from missions_series order by id").query(this::read).list().stream()
                .filter(Row::understood)
                .toList();
    }

    Optional<Row> find(String hash) {
        return jdbc.sql("select * from missions_series where hash = ?")
                .param(hash)
                .query(this::read)
                .optional();
    }

    void insert(Series series, LogPosition position, long ofAll) {
        jdbc.sql("""
                        insert into missions_series (hash, definition, life_event, position, filling, of_all, wanted_at)
                        values (?, ?, ?, ?, true, ?, current_timestamp)
                        """)
                .params(series.hash(), series.text(), series.lifeEvent(), position.text(), ofAll)
                .update();
    }

    void followed(Collection<Integer> series, LogPosition position) {
        jdbc.sql("update missions_series set position = :position where id in (:series)")
                .param("position", position.text())
                .param("series", series)
                .update();
    }

    void filled(Collection<Integer> series, Begun last, int more) {
        jdbc.sql("update missions_series set filled = :filled, done = done + :more where id in (:series)")
                .param("filled", last.text())
                .param("more", more)
                .param("series", series)
                .update();
    }

    void full(Collection<Integer> series) {
        jdbc.sql("update missions_series set filling = false, done = of_all where id in (:series)")
                .param("series", series)
                .update();
    }

    void asOf(Collection<Integer> series, Instant time) {
        jdbc.sql("update missions_series set as_of = :time where id in (:series)")
                .param("time", time.atOffset(ZoneOffset.UTC))
                .param("series", series)
                .update();
    }

    /** The latest time that has been taken into account. */
    Optional<Instant> newest() {
        return jdbc.sql("select max(as_of) from missions_series")
                .query((row, n) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant))
                .single();
    }

    /** How far each series is, in words that change whenever a number may have changed. */
    List<String> stamps() {
        return jdbc.sql("select id, as_of, position from missions_series order by id")
                .query((row, n) -> row.getInt("id") + " " + row.getString("as_of") + " " + row.getString("position"))
                .list();
    }

    /** Says that a node with these definitions is running; told once a minute. */
    void wanted(Collection<String> hashes) {
        if (!hashes.isEmpty()) {
            jdbc.sql("""
                            update missions_series set wanted_at = current_timestamp
                            where hash in (:hashes) and wanted_at < current_timestamp - interval '1' minute
                            """).param("hashes", hashes).update();
        }
    }

    /** Those that no page shows and no running node has asked for within an hour, as while a cluster is upgraded node by node. */
    List<Integer> forgotten() {
        return jdbc.sql("""
                        select id from missions_series s where wanted_at < current_timestamp - interval '1' hour
                        and not exists (select 1 from missions_shown where series = s.id)
                        """).query(Integer.class).list();
    }

    void delete(int series) {
        jdbc.sql("delete from missions_series where id = ?").param(series).update();
    }

    /** Which series an indicator is shown from, and how. */
    record Source(Row row, Shown shown) {}

    Optional<Source> source(String mission, String indicator) {
        return jdbc.sql("""
                        select s.*, w.gap, w.nine from missions_shown w join missions_series s on s.id = w.series
                        where w.mission = ? and w.indicator = ?
                        """)
                .params(mission, indicator)
                .query((row, n) -> new Source(read(row, n), new Shown(row.getBoolean("gap"), row.getBoolean("nine"))))
                .optional();
    }

    /** From now on the indicator is shown from this series. */
    void show(String mission, String indicator, int series, Shown shown) {
        int changed = jdbc.sql(
                        "update missions_shown set series = ?, gap = ?, nine = ? where mission = ? and indicator = ?")
                .params(series, shown.gap(), shown.nine(), mission, indicator)
                .update();
        if (changed == 0) {
            jdbc.sql("insert into missions_shown (series, gap, nine, mission, indicator) values (?, ?, ?, ?, ?)")
                    .params(series, shown.gap(), shown.nine(), mission, indicator)
                    .update();
        }
    }

    private Row read(ResultSet row, int number) throws SQLException {
        String hash = row.getString("hash");
        String definition = row.getString("definition");
        Known series = known.computeIfAbsent(hash, key -> Known.of(Series.parse(definition), key));
        String filled = row.getString("filled");
        OffsetDateTime asOf = row.getObject("as_of", OffsetDateTime.class);
        return new Row(
                row.getInt("id"),
                hash,
                series.series(),
                LogPosition.parse(row.getString("position")),
                row.getBoolean("filling"),
                filled == null ? null : Begun.parse(filled),
                row.getLong("done"),
                row.getLong("of_all"),
                asOf == null ? null : asOf.toInstant(),
                series.understood());
    }
}

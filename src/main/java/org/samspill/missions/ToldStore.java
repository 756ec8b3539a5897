package org.samspill.missions;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.samspill.journeys.JourneyId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What each journey counts for in each series, and which journeys are left out. */
@Component
class ToldStore {

    private final JdbcClient jdbc;

    ToldStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What these journeys count for; one that counts for nothing yet is left out. */
    Map<JourneyId, Told> of(int series, Collection<JourneyId> journeys) {
        Map<JourneyId, Told> told = new HashMap<>();
        jdbc.sql("select * from missions_told where series = :series and journey_id in (:ids)")
                .param("series", series)
                .param("ids", values(journeys))
                .query(row -> {
                    told.put(
                            new JourneyId(row.getString("journey_id")),
                            new Told(
                                    Told.parse(row.getString("parts")),
                                    row.getLong("since"),
                                    row.getLong("due"),
                                    row.getBoolean("left_out")));
                });
        return told;
    }

    void write(int series, Map<JourneyId, Told> told, Set<JourneyId> known) {
        Columns rows = new Columns();
        Columns waiting = new Columns();
        told.forEach((journey, now) -> {
            rows.add(journey.value(), now.since(), now.due(), now.leftOut(), now.text());
            now.parts().forEach((cell, part) -> part.waiting()
                    .forEach(since -> waiting.add(journey.value(), cell.step(), cell.municipality(), since)));
        });
        if (rows.none()) {
            return;
        }
        jdbc.sql("""
                        merge into missions_told t
                        using (select * from unnest(cast(? as varchar array), cast(? as bigint array), cast(? as bigint array), cast(? as boolean array),
                                cast(? as varchar array))
                            as c (journey_id, since, due, left_out, parts)) c
                        on t.series = ? and t.journey_id = c.journey_id
                        when matched then update set since = c.since, due = c.due, left_out = c.left_out, parts = c.parts
                        when not matched then insert (series, journey_id, since, due, left_out, parts)
                            values (cast(? as integer), c.journey_id, c.since, c.due, c.left_out, c.parts)
                        """)
                .params(
                        rows.of(0, String.class),
                        rows.of(1, Long.class),
                        rows.of(2, Long.class),
                        rows.of(3, Boolean.class),
                        rows.of(4, String.class),
                        series,
                        series)
                .update();
        waits(series, told.keySet().stream().filter(known::contains).toList(), waiting);
    }

    /** Puts what waits now in the place of what waited in these journeys. */
    private void waits(int series, List<JourneyId> known, Columns waiting) {
        if (!known.isEmpty()) {
            jdbc.sql("delete from missions_waiting where series = :series and journey_id in (:ids)")
                    .param("series", series)
                    .param("ids", values(known))
                    .update();
        }
        if (!waiting.none()) {
            jdbc.sql("""
                            insert into missions_waiting (series, journey_id, step, municipality, since)
                            select cast(? as integer), c.journey_id, c.step, c.municipality, c.since
                            from unnest(cast(? as varchar array), cast(? as varchar array), cast(? as varchar array), cast(? as bigint array))
                                as c (journey_id, step, municipality, since)
                            """)
                    .params(
                            series,
                            waiting.of(0, String.class),
                            waiting.of(1, String.class),
                            waiting.of(2, String.class),
                            waiting.of(3, Long.class))
                    .update();
        }
    }

    /** Journeys that count for something else now, only because time has passed or because clocks have been set back; at most so many. */
    Set<JourneyId> due(int series, long now, int most) {
        return new LinkedHashSet<>(jdbc.sql("""
                        select journey_id from missions_told where series = :series and due <= :now
                        union select journey_id from missions_told where series = :series and since > :now
                        fetch first :most rows only
                        """)
                .param("series", series)
                .param("now", now)
                .param("most", most)
                .query((row, n) -> new JourneyId(row.getString(1)))
                .list());
    }

    /** Journeys that are counted and shall not be, or the other way round. */
    Set<JourneyId> misjudged(int series) {
        return new HashSet<>(jdbc.sql("""
                        select l.journey_id from missions_left_out l
                        join missions_told t on t.series = ? and t.journey_id = l.journey_id
                        where t.left_out <> l.left_out
                        """)
                .param(series)
                .query((row, n) -> new JourneyId(row.getString(1)))
                .list());
    }

    Set<JourneyId> leftOut(Collection<JourneyId> journeys) {
        return new HashSet<>(
                jdbc.sql("select journey_id from missions_left_out where left_out = true and journey_id in (:ids)")
                        .param("ids", values(journeys))
                        .query((row, n) -> new JourneyId(row.getString(1)))
                        .list());
    }

    /** Says whether a journey is left out of all numbers from now on. */
    void leaveOut(JourneyId journey, boolean out) {
        int changed = jdbc.sql("update missions_left_out set left_out = ? where journey_id = ?")
                .params(out, journey.value())
                .update();
        if (changed == 0) {
            jdbc.sql("insert into missions_left_out (left_out, journey_id) values (?, ?)")
                    .params(out, journey.value())
                    .update();
        }
    }

    /** Deletes at most so many rows of a series; how many it were. */
    int delete(int series, int most) {
        jdbc.sql("delete from missions_waiting where series = ?").param(series).update();
        List<String> some = jdbc.sql("select journey_id from missions_told where series = ? fetch first ? rows only")
                .params(series, most)
                .query(String.class)
                .list();
        if (!some.isEmpty()) {
            jdbc.sql("delete from missions_told where series = :series and journey_id in (:ids)")
                    .param("series", series)
                    .param("ids", some)
                    .update();
        }
        return some.size();
    }

    private static List<String> values(Collection<JourneyId> journeys) {
        return journeys.stream().map(JourneyId::value).toList();
    }
}

package org.samspill.journeys;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.samspill.privacy.SealedLog;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The journey log as rows that are sealed against tampering. */
@Component
class JourneyLogRows implements SealedLog {

    static final String NAME = "journeys";

    /** The columns that hold words, in the order in which they are sealed; number and times come after them. */
    static final List<String> COLUMNS = List.of(
            "journey_id",
            "life_event",
            "municipality",
            "event",
            "process",
            "element",
            "actor",
            "organisation",
            "service",
            "work_item",
            "outcome",
            "reason",
            "channel",
            "detail");

    private final JdbcClient jdbc;

    JourneyLogRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param at and {@code due} in whole microseconds, as databases keep them */
    static List<@Nullable String> fields(List<@Nullable String> words, int version, Instant at, @Nullable Instant due) {
        List<@Nullable String> fields = new ArrayList<>(words);
        fields.add(Integer.toString(version));
        fields.add(at.toString());
        fields.add(due == null ? null : due.toString());
        return fields;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Row> after(long seq, int most) {
        return jdbc.sql("select * from journeys_log where seq > ? order by seq fetch first ? rows only")
                .params(seq, most)
                .query(JourneyLogRows::row)
                .list();
    }

    @Override
    public List<Row> find(Collection<Long> seqs) {
        return jdbc.sql("select * from journeys_log where seq in (:seqs)")
                .param("seqs", seqs)
                .query(JourneyLogRows::row)
                .list();
    }

    @Override
    public Map<String, Integer> marked(Collection<String> marks) {
        Map<String, Integer> times = new HashMap<>();
        if (!marks.isEmpty()) {
            jdbc.sql("select mark from journeys_log where mark in (:marks)")
                    .param("marks", marks)
                    .query(row -> {
                        times.merge(row.getString(1), 1, Integer::sum);
                    });
        }
        return times;
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        List<@Nullable String> words = new ArrayList<>();
        for (String column : COLUMNS) {
            words.add(row.getString(column));
        }
        OffsetDateTime due = row.getObject("due_at", OffsetDateTime.class);
        return new Row(
                row.getLong("seq"),
                row.getString("mark"),
                fields(
                        words,
                        row.getInt("version"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        due == null ? null : due.toInstant()));
    }
}

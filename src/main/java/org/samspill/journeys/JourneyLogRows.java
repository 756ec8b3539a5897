package org.samspill.journeys;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.samspill.privacy.SealedLog;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The journey log as rows that are sealed against tampering. */
@Component
class JourneyLogRows extends SealedLog {

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

    JourneyLogRows(JdbcClient jdbc) {
        super(jdbc, NAME, "journeys_log");
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
    protected List<@Nullable String> fields(ResultSet row) throws SQLException {
        List<@Nullable String> words = new ArrayList<>();
        for (String column : COLUMNS) {
            words.add(row.getString(column));
        }
        OffsetDateTime due = row.getObject("due_at", OffsetDateTime.class);
        return fields(
                words,
                row.getInt("version"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                due == null ? null : due.toInstant());
    }
}

package org.samspill.privacy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of what is kept of ended journeys, and of what has gone. */
@Component
class KeptStore {

    private static final String NOT_HELD = """
             and (k.tried_at is null or k.tried_at < :again) and not exists (
                select 1 from privacy_hold h where h.journey_id = k.journey_id and h.lifted_at is null
                    and (h.until is null or h.until >= :today))
            """;

    private final JdbcClient jdbc;

    KeptStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What goes at one time. */
    enum Part {
        DATA,
        ARCHIVE,
        JOURNEY;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Data that go together. */
    record Group(boolean archived, LocalDate goesOn) {}

    /** One row; {@code called} is what only called processes knew; {@code heldBack} says why it is still there though it was due. */
    record Row(
            String journey,
            Part part,
            LocalDate goesOn,
            String definition,
            Instant endedAt,
            @Nullable String data,
            @Nullable String called,
            @Nullable String heldBack) {}

    /** Several rows of one journey, in one go. */
    void keep(List<Row> rows) {
        List<@Nullable Object> values = new ArrayList<>();
        rows.forEach(row -> values.addAll(Arrays.asList(
                row.journey(),
                row.part().key(),
                row.goesOn(),
                row.definition(),
                utc(row.endedAt()),
                row.data(),
                row.called())));
        jdbc.sql("insert into privacy_kept (journey_id, part, goes_on, definition_id, ended_at, data, called) values "
                        + String.join(", ", Collections.nCopies(rows.size(), "(?, ?, ?, ?, ?, ?, ?)")))
                .params(values)
                .update();
    }

    /** What a called process of a running journey leaves. */
    void leave(String journey, String data) {
        jdbc.sql("insert into privacy_called (id, journey_id, data) values (?, ?, ?)")
                .params(UUID.randomUUID().toString(), journey, data)
                .update();
    }

    /** What called processes have left, which is taken from there. */
    List<String> takeLeft(String journey) {
        List<String> left = jdbc.sql("select data from privacy_called where journey_id = ? order by id")
                .param(journey)
                .query(String.class)
                .list();
        if (!left.isEmpty()) {
            jdbc.sql("delete from privacy_called where journey_id = ?")
                    .param(journey)
                    .update();
        }
        return left;
    }

    Map<Group, String> groups(String journey) {
        Map<Group, String> groups = new LinkedHashMap<>();
        of(journey).stream().filter(row -> row.data() != null).forEach(row -> {
            groups.put(new Group(row.part() == Part.ARCHIVE, row.goesOn()), String.valueOf(row.data()));
        });
        return groups;
    }

    List<Row> of(String journey) {
        return jdbc.sql("select * from privacy_kept where journey_id = ? order by goes_on, part")
                .param(journey)
                .query(KeptStore::read)
                .list();
    }

    Optional<LocalDate> goesOn(String journey) {
        return jdbc.sql("select goes_on from privacy_kept where journey_id = ? and part = 'journey'")
                .param(journey)
                .query(LocalDate.class)
                .optional();
    }

    /** What is due on this day, the longest overdue first; what could not be removed after {@code again} is left for later. */
    List<Row> due(LocalDate today, Instant again, int most) {
        return due("privacy_kept k where k.goes_on <= :today", today, again, most);
    }

    /** Journeys that are over and that somebody has asked to have erased. */
    List<Row> requested(LocalDate today, Instant again, int most) {
        return due("""
                privacy_kept k where k.part = 'journey' and k.journey_id in (
                    select r.journey_id from privacy_erasure_request r where r.done_at is null)
                """, today, again, most);
    }

    private List<Row> due(String which, LocalDate today, Instant again, int most) {
        return jdbc.sql("select k.* from " + which + NOT_HELD
                        + " order by k.goes_on, k.journey_id, k.part fetch first :most rows only")
                .param("today", today)
                .param("again", utc(again))
                .param("most", most)
                .query(KeptStore::read)
                .list();
    }

    /** The next to go, on whichever day. */
    List<Row> next(int most) {
        return jdbc.sql("select * from privacy_kept order by goes_on, journey_id, part fetch first ? rows only")
                .param(most)
                .query(KeptStore::read)
                .list();
    }

    /** What is overdue, and why it is still there. */
    List<Row> heldBack(LocalDate today, int most) {
        return jdbc.sql("""
                        select * from privacy_kept where goes_on <= ? and held_back is not null
                        order by goes_on, journey_id fetch first ? rows only
                        """).params(today, most).query(KeptStore::read).list();
    }

    /** Takes a row for this transaction; false when it has gone. */
    boolean take(Row row) {
        return jdbc.sql("""
                        select journey_id from privacy_kept where journey_id = ? and part = ? and goes_on = ? for update
                        """)
                .params(row.journey(), row.part().key(), row.goesOn())
                .query(String.class)
                .optional()
                .isPresent();
    }

    void remove(Row row) {
        jdbc.sql("delete from privacy_kept where journey_id = ? and part = ? and goes_on = ?")
                .params(row.journey(), row.part().key(), row.goesOn())
                .update();
    }

    void removeAll(String journey) {
        jdbc.sql("delete from privacy_kept where journey_id = ?").param(journey).update();
    }

    void holdBack(Row row, String why, Instant at) {
        jdbc.sql(
                        "update privacy_kept set held_back = ?, tried_at = ? where journey_id = ? and part = ? and goes_on = ?")
                .params(why, utc(at), row.journey(), row.part().key(), row.goesOn())
                .update();
    }

    /** Whatever was held back is tried again at once. */
    void tryAgain() {
        jdbc.sql("update privacy_kept set tried_at = null where tried_at is not null")
                .update();
    }

    private static Row read(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getString("journey_id"),
                Part.valueOf(row.getString("part").toUpperCase(Locale.ROOT)),
                row.getObject("goes_on", LocalDate.class),
                row.getString("definition_id"),
                row.getObject("ended_at", OffsetDateTime.class).toInstant(),
                row.getString("data"),
                row.getString("called"),
                row.getString("held_back"));
    }

    static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}

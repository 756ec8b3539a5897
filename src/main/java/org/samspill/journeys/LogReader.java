package org.samspill.journeys;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.samspill.journeys.LogPosition.Gap;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Follows the journey log for those who keep something in step with it, and skips no row: one that is committed after a row with a higher number is given
 * later. Who follows keeps the position in the transaction in which the rows are used. A position holds as long as numbers are taken from the sequence by
 * the statement that writes the row, one at a time, as {@code generated always as identity} does.
 */
@Component
public class LogReader {

    /** A row to look at: in which journey something happened. */
    public record Written(long seq, JourneyId journey, String lifeEvent) {}

    /** Rows after a position, and the position after them. */
    public record Page(List<Written> rows, LogPosition position, boolean more) {}

    /** When a journey began, by which journeys are read one after the other. */
    public record Begun(Instant at, JourneyId journey) {

        /** As it is stored. */
        public String text() {
            return at + " " + journey.value();
        }

        /** The journey of a stored text. */
        public static Begun parse(String text) {
            String[] parts = text.split(" ");
            return new Begun(Instant.parse(parts[0]), new JourneyId(parts[1]));
        }
    }

    private static final int RANGES_AT_ONCE = 200;
    // Every transaction holds the lock of its own name, from before its first statement until after its last. Left out
    // is only who is known to be in another database, or who tidies tables and is therefore nobody's session: what is
    // said of sessions may be as old as this transaction.
    private static final String POSTGRES = """
            select distinct virtualtransaction from pg_locks
            where locktype = 'virtualxid' and pid <> pg_backend_pid() and not exists (
                select 1 from pg_stat_activity session where session.pid = pg_locks.pid
                and (session.datname <> current_database() or session.usesysid is null and session.datname is not null))
            """;
    private static final String H2 = """
            select cast(session_id as varchar) from information_schema.sessions
            where session_id <> session_id() and (contains_uncommitted or executing_statement is not null)
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private volatile @Nullable String underWay;

    LogReader(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    /** The position behind the newest row. It is not settled: rows with lower numbers may be under way. */
    public LogPosition newest() {
        return LogPosition.at(newestRow(), underWay());
    }

    /** The number of the newest row that can be seen; 0 when there is none. */
    public long newestRow() {
        return jdbc.sql("select coalesce(max(seq), 0) from journeys_log")
                .query(Long.class)
                .single();
    }

    /** When the oldest row after a number was written; null when there is none. */
    public @Nullable Instant oldestAfter(long seq) {
        return jdbc.sql("select at from journeys_log where seq > ? order by seq fetch first 1 row only")
                .param(seq)
                .query((row, n) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional()
                .orElse(null);
    }

    /** At most so many rows after the position, late ones first and besides. */
    public Page after(LogPosition from, int most) {
        // Whose transaction has ended before the rows are read can have none that is not seen.
        Set<String> running = from.gaps().isEmpty() ? Set.of() : underWay();
        List<Gap> gaps = from.gaps().stream().map(gap -> gap.among(running)).toList();
        List<Written> late = in(gaps);
        List<Written> next = jdbc.sql("""
                        select seq, journey_id, life_event from journeys_log
                        where seq > ? order by seq fetch first ? rows only
                        """)
                .params(from.upTo(), most)
                .query(LogReader::written)
                .list();
        List<Gap> open = new ArrayList<>(still(gaps, late));
        open.addAll(fresh(from.upTo(), next));
        List<Written> rows = new ArrayList<>(late);
        rows.addAll(next);
        long upTo = next.isEmpty() ? from.upTo() : next.get(next.size() - 1).seq();
        return new Page(rows, new LogPosition(upTo, List.copyOf(open)), next.size() == most);
    }

    private List<Written> in(List<Gap> gaps) {
        List<Written> rows = new ArrayList<>();
        for (int at = 0; at < gaps.size(); at += RANGES_AT_ONCE) {
            List<Gap> some = gaps.subList(at, Math.min(at + RANGES_AT_ONCE, gaps.size()));
            List<Object> bounds = new ArrayList<>();
            some.forEach(gap -> {
                bounds.add(gap.first());
                bounds.add(gap.last());
            });
            rows.addAll(jdbc.sql("select seq, journey_id, life_event from journeys_log where "
                            + String.join(" or ", Collections.nCopies(some.size(), "seq between ? and ?"))
                            + " order by seq")
                    .params(bounds)
                    .query(LogReader::written)
                    .list());
        }
        return rows;
    }

    /** What is left of gaps after rows have come, and when nobody is left who could fill them. */
    private static List<Gap> still(List<Gap> gaps, List<Written> late) {
        Set<Long> come = new HashSet<>();
        late.forEach(row -> come.add(row.seq()));
        List<Gap> left = new ArrayList<>();
        for (Gap gap : gaps) {
            if (gap.waitsFor().isEmpty()) {
                continue;
            }
            long from = gap.first();
            for (long seq : new TreeSet<>(come).subSet(gap.first(), gap.last() + 1)) {
                if (seq > from) {
                    left.add(gap.without(from, seq - 1));
                }
                from = seq + 1;
            }
            if (from <= gap.last()) {
                left.add(gap.without(from, gap.last()));
            }
        }
        return left;
    }

    /** Numbers that the rows skip. Who may have taken them is asked after the rows are read: who has ended by then is seen the next time. */
    private List<Gap> fresh(long upTo, List<Written> next) {
        List<long[]> skipped = new ArrayList<>();
        long expected = upTo + 1;
        for (Written row : next) {
            if (row.seq() > expected) {
                skipped.add(new long[] {expected, row.seq() - 1});
            }
            expected = row.seq() + 1;
        }
        if (skipped.isEmpty()) {
            return List.of();
        }
        Set<String> running = underWay();
        return skipped.stream()
                .map(range -> new Gap(range[0], range[1], running))
                .toList();
    }

    private static Written written(ResultSet row, int number) throws SQLException {
        return new Written(row.getLong(1), new JourneyId(row.getString(2)), row.getString(3));
    }

    /** Journeys of a life event in the order in which they began, after one of them. */
    public List<Begun> begun(String lifeEvent, @Nullable Begun after, int most) {
        String where = after == null ? "" : " and (started_at, id) > (:at, :id)";
        JdbcClient.StatementSpec statement = jdbc.sql(
                        "select started_at, id from journeys_journey where life_event = :of" + where
                                + " order by started_at, id fetch first :most rows only")
                .param("of", lifeEvent)
                .param("most", most);
        if (after != null) {
            statement = statement
                    .param("at", after.at().atOffset(ZoneOffset.UTC))
                    .param("id", after.journey().value());
        }
        return statement
                .query((row, n) ->
                        new Begun(row.getObject(1, OffsetDateTime.class).toInstant(), new JourneyId(row.getString(2))))
                .list();
    }

    /** How many journeys of a life event there are. */
    public long journeys(String lifeEvent) {
        return jdbc.sql("select count(*) from journeys_journey where life_event = ?")
                .param(lifeEvent)
                .query(Long.class)
                .single();
    }

    /** All transactions that are under way but this one; a name may stand for a later one of the same session. */
    private Set<String> underWay() {
        String statement = underWay;
        if (statement == null) {
            boolean postgres = Boolean.TRUE.equals(template.execute((ConnectionCallback<Boolean>) connection ->
                    connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")));
            statement = postgres ? POSTGRES : H2;
            underWay = statement;
        }
        return new TreeSet<>(jdbc.sql(statement).query(String.class).list());
    }
}

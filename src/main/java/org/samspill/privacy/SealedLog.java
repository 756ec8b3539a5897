package org.samspill.privacy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A table whose rows are only ever added and are sealed against tampering: each has a number ({@code seq}), a {@code journey_id} and a {@code mark}. The room that owns the rows
 * says what they tell; privacy chains and verifies them.
 */
public abstract class SealedLog {

    /**
     * One row as it stands.
     *
     * @param journey by which the row is found; one of its fields too
     * @param mark as {@link RowMarks} made it when the row was written; null for rows that are older than marks
     * @param fields everything else that the row tells, in an order that never changes
     */
    public record Row(long seq, String journey, @Nullable String mark, List<@Nullable String> fields) {}

    private static final int MOST_ASKED = 500;

    private final JdbcClient jdbc;
    private final String name;
    private final String table;

    /**
     * @param name at most 16 characters; the same for ever
     */
    protected SealedLog(JdbcClient jdbc, String name, String table) {
        this.jdbc = jdbc;
        this.name = name;
        this.table = table;
    }

    /** What the row tells, mark and number left out. */
    protected abstract List<@Nullable String> fields(ResultSet row) throws SQLException;

    final String name() {
        return name;
    }

    /** Rows after a number, in the order of their numbers. */
    final List<Row> after(long seq, int most) {
        return jdbc.sql("select * from " + table + " where seq > ? order by seq fetch first ? rows only")
                .params(seq, most)
                .query(this::row)
                .list();
    }

    /** Those of these rows that exist. */
    final List<Row> find(Collection<Long> seqs) {
        return jdbc.sql("select * from " + table + " where seq in (:seqs)")
                .param("seqs", seqs)
                .query(this::row)
                .list();
    }

    /**
     * How many rows carry each of these marks; marks that no row carries are left out. They are looked for in their journeys, so that no row pays for an
     * index of marks; a mark covers its row's journey, so no genuine one stands anywhere else.
     */
    final Map<String, Integer> marked(Collection<RowMarks.Written> rows) {
        Map<String, Integer> times = new HashMap<>();
        List<RowMarks.Written> all = List.copyOf(rows);
        for (int from = 0; from < all.size(); from += MOST_ASKED) {
            List<RowMarks.Written> some = all.subList(from, Math.min(from + MOST_ASKED, all.size()));
            jdbc.sql("select mark from " + table + " where journey_id in (:journeys) and mark in (:marks)")
                    .param(
                            "journeys",
                            some.stream()
                                    .map(RowMarks.Written::journey)
                                    .distinct()
                                    .toList())
                    .param("marks", some.stream().map(RowMarks.Written::mark).toList())
                    .query(row -> {
                        times.merge(row.getString(1), 1, Integer::sum);
                    });
        }
        return times;
    }

    private Row row(ResultSet row, int number) throws SQLException {
        return new Row(row.getLong("seq"), row.getString("journey_id"), row.getString("mark"), fields(row));
    }
}

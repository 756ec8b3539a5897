package org.samspill.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the PostgreSQL server says that it did for one database: statements, without those that begin and end transactions, and write-ahead log. */
public final class ServerCount {

    private static final int LONGEST = 160;
    private static final int SLOWER = 8;

    private final JdbcClient server;
    private final String database;

    /** @param url of the database that is counted */
    public ServerCount(String url) {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser("postgres");
        server = JdbcClient.create(source);
        database = server.sql("select current_database()").query(String.class).single();
        server.sql("create extension if not exists pg_stat_statements").update();
    }

    /** A statement without its values; calls, bytes of log and milliseconds of the server a case. */
    public record Statement(String text, double calls, double bytes, double millis) {

        @Override
        public String toString() {
            return "%7.2f %7.0f %7.3f  %s"
                    .formatted(calls, bytes, millis, text.substring(0, Math.min(LONGEST, text.length())));
        }
    }

    /**
     * What a case took.
     *
     * @param kilobytes of write-ahead log that the statements wrote; the commits themselves, some dozen bytes each, and what the server does by itself are left out
     * @param each the statements, the most frequent first
     */
    public record Cost(double statements, double kilobytes, List<Statement> each) {

        @Override
        public String toString() {
            return "%.1f statements, %.1f kB%n".formatted(statements, kilobytes)
                    + each.stream().map(Statement::toString).collect(Collectors.joining("\n"));
        }

        /** The statements that took more time than in the other, those that took most more first. */
        List<String> slowerThan(Cost other) {
            Map<String, Double> before =
                    other.each().stream().collect(Collectors.toMap(Statement::text, Statement::millis));
            return each.stream()
                    .filter(one -> before.containsKey(one.text()))
                    .sorted(Comparator.comparingDouble(one -> before.get(one.text()) - one.millis()))
                    .limit(SLOWER)
                    .map(one -> "%7.3f more: %s".formatted(one.millis() - before.get(one.text()), one))
                    .toList();
        }
    }

    /** Counts; nothing else may work on the server meanwhile. */
    public Cost of(int cases, Runnable work) {
        server.sql("select pg_stat_statements_reset()").query().singleValue();
        work.run();
        List<Statement> each = server.sql("""
                        select regexp_replace(query, '\\s+', ' ', 'g') as text, sum(calls) as calls, sum(wal_bytes) as bytes, sum(total_exec_time) as millis
                        from pg_stat_statements s join pg_database d on d.oid = s.dbid
                        where d.datname = ? and query !~* '^(begin|commit|rollback|set|show)' and query !~ 'pg_stat_'
                        group by 1 order by 2 desc, 1
                        """)
                .param(database)
                .query((row, n) -> new Statement(
                        row.getString("text"),
                        row.getDouble("calls") / cases,
                        row.getDouble("bytes") / cases,
                        row.getDouble("millis") / cases))
                .list();
        return new Cost(
                each.stream().mapToDouble(Statement::calls).sum(),
                each.stream().mapToDouble(Statement::bytes).sum() / 1000,
                each);
    }
}

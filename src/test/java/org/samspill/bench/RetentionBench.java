package org.samspill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.samspill.privacy.RetentionRun;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Removing what is due among very many ended journeys while others work: how fast, what a case notices of it, and that what is due has gone and nothing
 * else. The journeys are copied from a real one, each with people of its own. Takes minutes: {@code mvn test -Dtest=RetentionBench}.
 */
class RetentionBench {

    private static final int ENDED = Integer.getInteger("bench.ended", 100_000);
    private static final int DUE = Integer.getInteger("bench.due", 20_000);
    private static final int CASES = Integer.getInteger("bench.cases", 200);

    /** The end of each copy's ids is its number. */
    private static final String NUMBER = "cast(cast('x' || right(%s, 8) as bit(32)) as integer)";

    private JdbcClient database;

    @Test
    void whatIsDueGoesWhileOthersWork() throws Exception {
        try (BenchServer server = new BenchServer();
                ConfigurableApplicationContext program = BenchServer.samspill(server.database("retention"))) {
            database = program.getBean(JdbcClient.class);
            ThreeBranches cases = new ThreeBranches(program, true);
            crowd(cases);
            RetentionRun run = program.getBean(RetentionRun.class);
            for (int warm = 0; warm < CASES; warm++) {
                cases.run();
            }
            List<Long> alone = new ArrayList<>();
            List<Long> beside = new ArrayList<>();
            double seconds = 0;
            double longest = 0;
            long rows = rows();
            int removed = 0;
            int runs = 0;
            for (boolean more = true; more; runs++) {
                probe(cases, alone, new AtomicBoolean(true), CASES);
                AtomicBoolean going = new AtomicBoolean(true);
                Thread prober = new Thread(() -> probe(cases, beside, going, Integer.MAX_VALUE));
                double[] seen = new double[1];
                Thread watch = new Thread(() -> watch(going, seen));
                prober.start();
                watch.start();
                long begin = System.nanoTime();
                int now = run.run().map(RetentionRun.Report::removed).orElse(0);
                seconds += (System.nanoTime() - begin) / 1e9;
                going.set(false);
                prober.join();
                watch.join();
                longest = Math.max(longest, seen[0]);
                removed += now;
                more = due() > 0;
            }
            print(
                    "%d due of %d: %d groups and journeys removed in %d runs, %.0f s, %.0f a second",
                    DUE, ENDED, removed, runs, seconds, removed / seconds);
            print("rows removed or emptied of people a second: about %.0f", (rows - rows()) / seconds);
            print(
                    "a case: p95 %.1f ms alone (%d cases), %.1f ms beside it (%d cases); p50 %.1f and %.1f ms",
                    percentile(alone, 95),
                    alone.size(),
                    percentile(beside, 95),
                    beside.size(),
                    percentile(alone, 50),
                    percentile(beside, 50));
            print("longest transaction of the removing, and of the cases: %.0f ms", longest * 1000);
            assertThat(due()).as("due and still there").isZero();
            assertThat(count("journeys_participant", "<="))
                    .as("people in what was due")
                    .isZero();
            assertThat(count("journeys_participant", ">"))
                    .as("people in what was not due")
                    .isEqualTo(ENDED - DUE);
            assertThat(count("privacy_kept", ">"))
                    .as("kept of what was not due")
                    .isEqualTo(keptOfEach * (ENDED - DUE));
            assertThat(longest).as("seconds of the longest transaction").isLessThan(2);
        }
    }

    private long keptOfEach;

    private void crowd(ThreeBranches cases) {
        cases.run();
        String done = database.sql("select id from journeys_journey where state = 'ended' fetch first row only")
                .query(String.class)
                .single();
        keptOfEach = database.sql("select count(*) from privacy_kept where journey_id = ?")
                .param(done)
                .query(Long.class)
                .single();
        String person = database.sql("select person_id from journeys_participant where journey_id = ?")
                .param(done)
                .query(String.class)
                .single();
        Copies copies = new Copies(database);
        database.sql(
                        "insert into actors_person (id, name) select " + Copies.copied("id")
                                + ", name || ' ' || n from actors_person cross join generate_series(1, :times) n where id = :person")
                .param("times", ENDED)
                .param("person", person)
                .update();
        for (String table : List.of(
                "journeys_journey",
                "journeys_participant",
                "work_item",
                "journeys_log",
                "privacy_disclosure",
                "privacy_kept")) {
            copies.of(table, (table.equals("journeys_journey") ? "id" : "journey_id") + " = '" + done + "'", ENDED);
        }
        // Each has its own person, and the first so many are due.
        own("journeys_participant", "journey_id", "person_id", person, done);
        own("journeys_journey", "id", "subject_person", person, done);
        database.sql("update privacy_kept set goes_on = goes_on - interval '10' year where journey_id <> :done and "
                        + NUMBER.formatted("journey_id")
                        + " between 1 and :due and left(journey_id, 28) = left(:done, 28)")
                .param("done", done)
                .param("due", DUE)
                .update();
        database.sql("vacuum analyze").update();
        this.prefix = done.substring(0, done.length() - 8);
    }

    private String prefix;

    private void own(String table, String id, String column, String person, String done) {
        database.sql("update " + table + " set " + column + " = left(:person, 28) || right(" + id + ", 8) where left("
                        + id + ", 28) = left(:done, 28) and " + id + " <> :done and "
                        + (column.equals("person_id") ? "true" : column + " is not null"))
                .param("person", person)
                .param("done", done)
                .update();
    }

    private long due() {
        return database.sql("select count(*) from privacy_kept where goes_on <= current_date")
                .query(Long.class)
                .single();
    }

    private long rows() {
        return List.of("privacy_kept", "journeys_participant", "actors_person").stream()
                .mapToLong(table -> database.sql("select count(*) from " + table)
                        .query(Long.class)
                        .single())
                .sum();
    }

    private long count(String table, String side) {
        return database.sql("select count(*) from " + table + " where left(journey_id, 28) = :prefix and "
                        + NUMBER.formatted("journey_id") + " " + side + " :due and " + NUMBER.formatted("journey_id")
                        + " between 1 and :ended")
                .param("prefix", prefix)
                .param("due", DUE)
                .param("ended", ENDED)
                .query(Long.class)
                .single();
    }

    private static void probe(ThreeBranches cases, List<Long> times, AtomicBoolean going, int most) {
        for (int at = 0; at < most && going.get(); at++) {
            long begin = System.nanoTime();
            cases.run();
            times.add(System.nanoTime() - begin);
        }
    }

    /** The longest transaction, apart from the run's own, which holds one row that nobody else wants. */
    private void watch(AtomicBoolean going, double[] longest) {
        while (going.get()) {
            longest[0] =
                    Math.max(longest[0], database.sql("""
                                    select coalesce(max(extract(epoch from clock_timestamp() - a.xact_start)), 0) from pg_stat_activity a
                                    where a.datname = current_database() and a.backend_type = 'client backend' and a.pid <> pg_backend_pid()
                                        and a.state <> 'idle' and not exists (
                                            select 1 from pg_locks l where l.pid = a.pid and l.relation = cast('privacy_retention_run' as regclass))
                                    """).query(Double.class).single());
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static double percentile(List<Long> nanos, int percent) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
    }

    private static void print(String line, Object... values) {
        System.out.println("#### " + String.format(Locale.ROOT, line, values));
    }
}

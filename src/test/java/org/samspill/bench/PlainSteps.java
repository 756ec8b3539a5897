package org.samspill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The floor: the steps of the benchmark model as plain statements with as few rows as they can do with. It has the same transactions as an engine (a start, a fetch, a
 * delivery, a claim, an answer), locks for two at once and data that survive, and nothing else: no process model, no history, no log, no access checks.
 */
public final class PlainSteps implements Case, AutoCloseable {

    private static final Duration LOCK = Duration.ofMinutes(1);
    private static final Duration SLOW = Duration.ofDays(90);

    private final HikariDataSource database = new HikariDataSource();
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final String facts = "[\"" + String.join("\",\"", ThreeBranches.facts()) + "\"]";

    /** @param url of an empty PostgreSQL database */
    public PlainSteps(String url) {
        database.setJdbcUrl(url);
        database.setUsername("postgres");
        database.setMaximumPoolSize(10);
        jdbc = JdbcClient.create(database);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        jdbc.sql("create table plain_case (id uuid primary key, ended boolean not null, data text not null)")
                .update();
        jdbc.sql("create table plain_work (id uuid primary key, case_id uuid not null, step varchar(20) not null,"
                        + " holder varchar(64), held_until timestamp with time zone)")
                .update();
        jdbc.sql("create index plain_work_case on plain_work (case_id)").update();
        jdbc.sql("create table plain_timer (case_id uuid primary key, due_at timestamp with time zone not null)")
                .update();
        jdbc.sql("create index plain_timer_due on plain_timer (due_at)").update();
    }

    @Override
    public void run() {
        UUID one = start();
        deliver(one, "first", "alt stemmer");
        deliver(one, "second", "12500");
        answer(one, "assess", "Vilkårene er oppfylt.");
        answer(one, "approve", "true");
    }

    /** Starts a case and leaves it: two deliveries, an assessment and a timer wait. */
    public UUID start() {
        UUID one = UUID.randomUUID();
        transaction.executeWithoutResult(status -> {
            jdbc.sql("insert into plain_case (id, ended, data) values (?, false, ?)")
                    .params(one, facts)
                    .update();
            jdbc.sql(
                            "insert into plain_work (id, case_id, step) values (?, ?, 'first'), (?, ?, 'second'), (?, ?, 'assess')")
                    .params(UUID.randomUUID(), one, UUID.randomUUID(), one, UUID.randomUUID(), one)
                    .update();
            jdbc.sql("insert into plain_timer (case_id, due_at) values (?, ?)")
                    .params(one, Timestamp.from(Instant.now().plus(SLOW)))
                    .update();
        });
        return one;
    }

    private void deliver(UUID one, String step, String output) {
        UUID work = hold(one, step, Timestamp.from(Instant.now().plus(LOCK)));
        transaction.executeWithoutResult(status -> done(one, work, output));
    }

    private void answer(UUID one, String step, String output) {
        UUID work = hold(one, step, null);
        transaction.executeWithoutResult(status -> {
            done(one, work, output);
            if (step.equals("assess")) {
                jdbc.sql("delete from plain_timer where case_id = ?").param(one).update();
                jdbc.sql("insert into plain_work (id, case_id, step) values (?, ?, 'approve')")
                        .params(UUID.randomUUID(), one)
                        .update();
            } else {
                jdbc.sql("""
                                update plain_case set ended = true
                                where id = ? and not exists (select 1 from plain_work where case_id = plain_case.id)
                                """).param(one).update();
            }
        });
    }

    private UUID hold(UUID one, String step, Timestamp until) {
        return jdbc.sql("""
                        update plain_work set holder = 'bench', held_until = :until
                        where case_id = :one and step = :step and (holder is null or held_until < now()) returning id
                        """)
                .param("until", until, java.sql.Types.TIMESTAMP)
                .param("one", one)
                .param("step", step)
                .query(UUID.class)
                .single();
    }

    private void done(UUID one, UUID work, String output) {
        assertThat(jdbc.sql("delete from plain_work where id = ? and holder = 'bench'")
                        .param(work)
                        .update())
                .isEqualTo(1);
        jdbc.sql("update plain_case set data = data || ? where id = ?")
                .params(output, one)
                .update();
    }

    /** Adds cases that have ended and cases that wait, as many as are told, made by the server itself. */
    void crowd(int ended, int waiting) {
        jdbc.sql("insert into plain_case select gen_random_uuid(), n <= ?, ? from generate_series(1, ?) n")
                .params(ended, facts, ended + waiting)
                .update();
        jdbc.sql("""
                        insert into plain_work (id, case_id, step)
                        select gen_random_uuid(), id, step from plain_case cross join (values ('first'), ('second'), ('assess')) steps (step) where not ended
                        """).update();
        jdbc.sql("insert into plain_timer select id, now() + interval '90 days' from plain_case where not ended")
                .update();
        jdbc.sql("vacuum analyze").update();
    }

    @Override
    public void close() {
        database.close();
    }
}

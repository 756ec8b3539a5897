package org.samspill;

import static org.awaitility.Awaitility.await;

import java.util.concurrent.Future;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lets somebody else come to the row that one holds. */
public final class LockWait {

    private LockWait() {}

    /** Waits until somebody waits for a row, or the other is done without. */
    public static void untilItWaitsOrIsDone(ApplicationContext program, Future<?> other) {
        JdbcClient jdbc = program.getBean(JdbcClient.class);
        String waiting = program.getEnvironment().getProperty("SAMSPILL_DB_URL") == null
                ? "select count(*) from information_schema.sessions where blocker_id is not null"
                : "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";
        await().until(() ->
                other.isDone() || jdbc.sql(waiting).query(Integer.class).single() > 0);
    }
}

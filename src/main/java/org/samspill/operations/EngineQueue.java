package org.samspill.operations;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The engine's own work (timers, asynchronous steps) in numbers. */
@Component
class EngineQueue {

    private static final int MOST = 10_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    EngineQueue(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * How the engine's jobs stand.
     *
     * @param due jobs that could run now, counted to 10 000
     * @param late how long the first of them has waited; zero when none does
     * @param failed jobs without tries left, counted to 10 000
     */
    record Jobs(int due, Duration late, int failed) {}

    Jobs jobs() {
        Instant now = clock.instant();
        @Nullable
        Timestamp first = jdbc.sql("""
                        select min(duedate_) from act_ru_job
                        where retries_ > 0 and suspension_state_ = 1 and duedate_ <= :now and (lock_exp_time_ is null or lock_exp_time_ <= :now)
                        """)
                .param("now", Timestamp.from(now))
                .query(Timestamp.class)
                .optional()
                .orElse(null);
        return new Jobs(
                count(
                        "retries_ > 0 and suspension_state_ = 1 and (duedate_ is null or duedate_ <= :now)"
                                + " and (lock_exp_time_ is null or lock_exp_time_ <= :now)",
                        now),
                first == null ? Duration.ZERO : Duration.between(first.toInstant(), now),
                count("retries_ = 0", now));
    }

    private int count(String which, Instant now) {
        return jdbc.sql("select count(*) from (select id_ from act_ru_job where " + which + " fetch first " + MOST
                        + " rows only) j")
                .param("now", Timestamp.from(now))
                .query(Integer.class)
                .single();
    }
}

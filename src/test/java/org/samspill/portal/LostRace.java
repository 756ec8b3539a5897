package org.samspill.portal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.samspill.LockWait;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.JourneyLog;
import org.samspill.journeys.LogFollower;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/**
 * A step of a journey that is faster than the one under way: another connection gives its executions a new revision, and commits once the step waits for them. So
 * the engine meets what it meets when a job commits in between.
 */
@Component
class LostRace implements LogFollower {

    private final DataSource database;
    private final AtomicInteger times = new AtomicInteger();
    private String journey = "";
    private String kind = "";

    LostRace(DataSource database) {
        this.database = database;
    }

    /** Does something while the race is lost. */
    <T> T during(ApplicationContext program, JourneyId id, String kindOfRow, Supplier<T> step) {
        journey = id.value();
        kind = kindOfRow;
        times.set(0);
        try (Connection other = database.getConnection()) {
            other.setAutoCommit(false);
            take(other);
            CompletableFuture<T> slower = CompletableFuture.supplyAsync(step);
            LockWait.untilItWaitsOrIsDone(program, slower);
            other.commit();
            other.setAutoCommit(true);
            return slower.join();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        } finally {
            journey = "";
        }
    }

    private void take(Connection other) throws SQLException {
        try (var step = other.prepareStatement("""
                update act_ru_execution set rev_ = rev_ + 1 where root_proc_inst_id_ =
                    (select id_ from act_ru_execution where business_key_ = ? and parent_id_ is null and super_exec_ is null)
                """)) {
            step.setString(1, journey);
            if (step.executeUpdate() == 0) {
                throw new IllegalStateException("No executions of journey " + journey);
            }
        }
    }

    /** How often the row was written: what lost the race has been rolled back and is written anew. */
    int times() {
        return times.get();
    }

    @Override
    public void written(JourneyLog.Entry entry, Instant at) {
        if (entry.journey().value().equals(journey)
                && entry.kind().name().toLowerCase(Locale.ROOT).equals(kind)) {
            times.incrementAndGet();
        }
    }
}

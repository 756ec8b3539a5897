package org.samspill.portal;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import javax.sql.DataSource;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.JourneyLog;
import org.samspill.journeys.LogFollower;
import org.springframework.stereotype.Component;

/**
 * A step of a journey that is faster than the one under way: when a row of a kind comes to the log of the journey, its executions get a new revision
 * from another connection, once. So the engine meets what it meets when a job commits in between.
 */
@Component
class LostRace implements LogFollower {

    private final DataSource database;
    private String journey = "";
    private String kind = "";
    private int times;

    LostRace(DataSource database) {
        this.database = database;
    }

    void during(JourneyId id, String kindOfRow) {
        journey = id.value();
        kind = kindOfRow;
        times = 0;
    }

    void over() {
        journey = "";
    }

    /** How often the row was written: what lost the race has been rolled back and is written anew. */
    int times() {
        return times;
    }

    @Override
    public void written(JourneyLog.Entry entry, Instant at) {
        boolean meant = entry.journey().value().equals(journey)
                && entry.kind().name().toLowerCase(Locale.ROOT).equals(kind);
        if (!meant || times++ > 0) {
            return;
        }
        try (var other = database.getConnection();
                var step = other.prepareStatement("""
                        update act_ru_execution set rev_ = rev_ + 1 where root_proc_inst_id_ =
                            (select id_ from act_ru_execution where business_key_ = ? and parent_id_ is null and super_exec_ is null)
                        """)) {
            step.setString(1, journey);
            if (step.executeUpdate() == 0) {
                throw new IllegalStateException("No executions of journey " + journey);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}

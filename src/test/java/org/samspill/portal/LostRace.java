package org.samspill.portal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;
import org.samspill.journeys.JourneyId;

/**
 * A step of a journey that is faster than the one under way: when a row of a kind comes to the log of the journey, its executions get a new revision
 * from another connection, once. So the engine meets what it meets when a job commits in between.
 */
public class LostRace implements Trigger {

    private static @Nullable DataSource database;
    private static String journey = "";
    private static String kind = "";
    private static int times;

    static void during(DataSource source, JourneyId id, String kindOfRow) {
        database = source;
        journey = id.value();
        kind = kindOfRow;
        times = 0;
    }

    /** How often the row was written: what lost the race has been rolled back and is written anew. */
    static int times() {
        return times;
    }

    @Override
    public void fire(Connection connection, Object @Nullable [] before, Object[] row) throws SQLException {
        if (!Arrays.asList(row).containsAll(List.of(journey, kind)) || times++ > 0) {
            return;
        }
        try (Connection other = Objects.requireNonNull(database).getConnection();
                var step = other.prepareStatement("""
                        update act_ru_execution set rev_ = rev_ + 1 where root_proc_inst_id_ =
                            (select id_ from act_ru_execution where business_key_ = ? and parent_id_ is null and super_exec_ is null)
                        """)) {
            step.setString(1, journey);
            if (step.executeUpdate() == 0) {
                throw new SQLException("No executions of journey " + journey);
            }
        }
    }
}

package org.samspill.work;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.OrganisationNumber;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How long work waits and with whom, in numbers: for operators and metrics. One pass over all open work, so it is not to be asked for each reader. */
@Component
public class Queues {

    private final JdbcClient jdbc;
    private final Clock clock;

    Queues(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The open work of one service (or of all user tasks) at one organisation.
     *
     * @param organisation null when no organisation plays the actor
     * @param service null for user tasks
     * @param waiting nobody has it
     * @param held a machine or a person has it
     * @param expired a machine had it and let its time run out
     * @param failed no tries are left
     * @param oldest when the longest waiting came; null when none waits
     * @param due the earliest promise of all of them
     */
    public record Queue(
            String actor,
            @Nullable OrganisationNumber organisation,
            @Nullable String service,
            int waiting,
            int held,
            int expired,
            int failed,
            @Nullable Instant oldest,
            Instant due) {}

    /**
     * The queues of organisations that have open work; what waits for citizens is not theirs. Open work has a shelf and ended work has none, which
     * PostgreSQL has to be told to find it by an index, however much has ended.
     */
    public List<Queue> all() {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return jdbc.sql("""
                        select actor, organisation, service, sum(1 - held) as waiting, sum(held) as held, sum(expired) as expired,
                            sum(failed) as failed, min(case when held = 0 then created_at end) as oldest, min(due_at) as due
                        from (select actor, organisation, service, created_at, due_at,
                                case when assignee is not null or worker is not null and lock_expires > :now then 1 else 0 end as held,
                                case when assignee is null and worker is not null and lock_expires <= :now then 1 else 0 end as expired,
                                case when retries = 0 then 1 else 0 end as failed
                            from work_item where state = 'OPEN' and shelf is not null and actor is not null) o
                        group by actor, organisation, service
                        """).param("now", now).query(Queues::read).list();
    }

    private static Queue read(ResultSet row, int number) throws SQLException {
        String organisation = row.getString("organisation");
        Timestamp oldest = row.getTimestamp("oldest");
        return new Queue(
                row.getString("actor"),
                organisation == null ? null : OrganisationNumber.of(organisation),
                row.getString("service"),
                row.getInt("waiting"),
                row.getInt("held"),
                row.getInt("expired"),
                row.getInt("failed"),
                oldest == null ? null : oldest.toInstant(),
                row.getTimestamp("due").toInstant());
    }
}

package org.samspill.privacy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.PersonId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Legal holds: nothing of a journey is removed while one lasts, whatever is due or has been asked for. Who set and who lifted each stays to be read. */
@Component
public class Holds {

    /** As long as a reason may be, in characters. */
    public static final int LONGEST_REASON = 500;

    private static final Logger LOG = LoggerFactory.getLogger(Holds.class);

    private final JdbcClient jdbc;
    private final Clock clock;

    Holds(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One hold.
     *
     * @param until the last day on which it holds; null when it lasts until it is lifted
     * @param liftedAt null while nobody has lifted it
     */
    public record Hold(
            String id,
            String journey,
            String reason,
            @Nullable LocalDate until,
            PersonId setBy,
            Instant setAt,
            @Nullable PersonId liftedBy,
            @Nullable Instant liftedAt) {

        public boolean lasts(LocalDate today) {
            return liftedAt == null && (until == null || !until.isBefore(today));
        }
    }

    /** Holds everything of a journey from now on; the reason may be read by operators, and names nobody. Gives the hold's id. */
    @Transactional
    public String set(String journey, String reason, @Nullable LocalDate until, PersonId by) {
        String id = UUID.randomUUID().toString();
        jdbc.sql("insert into privacy_hold (id, journey_id, reason, until, set_by, set_at) values (?, ?, ?, ?, ?, ?)")
                .params(id, journey, reason, until, by.value(), KeptStore.utc(clock.instant()))
                .update();
        LOG.info("{} set the hold {} on journey {} until {}", by, id, journey, until == null ? "it is lifted" : until);
        return id;
    }

    /** Lifts a hold; false when there is none that lasts. */
    @Transactional
    public boolean lift(String id, PersonId by) {
        boolean lifted =
                jdbc.sql("update privacy_hold set lifted_by = ?, lifted_at = ? where id = ? and lifted_at is null")
                                .params(by.value(), KeptStore.utc(clock.instant()), id)
                                .update()
                        == 1;
        if (lifted) {
            LOG.info("{} lifted the hold {}", by, id);
        }
        return lifted;
    }

    /** True when something holds the journey now. */
    public boolean holds(String journey) {
        LocalDate today = today();
        return jdbc
                .sql("select * from privacy_hold where journey_id = ? and lifted_at is null")
                .param(journey)
                .query(Holds::read)
                .list()
                .stream()
                .anyMatch(hold -> hold.lasts(today));
    }

    /** The latest holds, those that last first. */
    public List<Hold> latest(int most) {
        return jdbc.sql("""
                        select * from privacy_hold
                        order by case when lifted_at is null then 0 else 1 end, set_at desc fetch first ? rows only
                        """).param(most).query(Holds::read).list();
    }

    /** The day that counts, in Norway. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Retention.NORWAY);
    }

    private static Hold read(ResultSet row, int number) throws SQLException {
        String liftedBy = row.getString("lifted_by");
        OffsetDateTime liftedAt = row.getObject("lifted_at", OffsetDateTime.class);
        return new Hold(
                row.getString("id"),
                row.getString("journey_id"),
                row.getString("reason"),
                row.getObject("until", LocalDate.class),
                new PersonId(row.getString("set_by")),
                row.getObject("set_at", OffsetDateTime.class).toInstant(),
                liftedBy == null ? null : new PersonId(liftedBy),
                liftedAt == null ? null : liftedAt.toInstant());
    }
}

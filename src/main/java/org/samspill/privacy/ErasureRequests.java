package org.samspill.privacy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Erasures that somebody has asked for and an organisation has agreed to (GDPR article 17): the next retention run does them, or says what is in the way. */
@Component
public class ErasureRequests {

    private static final Duration TO_READ = Duration.ofDays(7);

    private final JdbcClient jdbc;
    private final Clock clock;

    ErasureRequests(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One request.
     *
     * @param journey what is to be erased; null when it is everything about a person
     * @param person null when it is one journey, and when it is done
     * @param heldBack why it was not done at the last try: {@link HeldBack}
     */
    public record Request(
            String id,
            @Nullable String journey,
            @Nullable PersonId person,
            Instant decidedAt,
            @Nullable String heldBack) {}

    /** Why a journey is ended before its time. */
    public enum Ground {
        /** It should not have been begun: the wrong person, the same thing twice. */
        MISTAKE,
        /** Somebody has asked for it to be erased, and the organisation that owns it has found no law that needs it. */
        REQUEST
    }

    /** One journey is to be erased, when it is over. Once more with the same id changes nothing. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void journey(String id, String journey) {
        insert(id, journey, null);
    }

    /** All journeys of a person are to be erased, when they are over, and who she is. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void person(String id, PersonId person) {
        insert(id, null, person);
    }

    /** True when somebody has asked for this journey, or for everything about one of these people, to be erased, an organisation has agreed, and it is not done. */
    public boolean agreed(String journey, Set<PersonId> people) {
        return waiting(Integer.MAX_VALUE).stream()
                .anyMatch(request -> journey.equals(request.journey())
                        || request.person() != null && people.contains(request.person()));
    }

    /**
     * A journey is to be erased because somebody decided to end it early; false when that was decided before.
     *
     * @param reason read by operators; names nobody
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean early(String journey, Ground ground, String reason, PersonId by) {
        boolean decided = jdbc.sql(
                                "select count(*) from privacy_erasure_request where journey_id = ? and ground is not null and done_at is null")
                        .param(journey)
                        .query(Long.class)
                        .single()
                > 0;
        if (!decided) {
            jdbc.sql("""
                            insert into privacy_erasure_request (id, journey_id, decided_at, ground, decided_by, reason)
                            values (?, ?, ?, ?, ?, ?)
                            """)
                    .params(
                            UUID.randomUUID().toString(),
                            journey,
                            KeptStore.utc(clock.instant()),
                            ground.name().toLowerCase(Locale.ROOT),
                            by.value(),
                            reason)
                    .update();
        }
        return !decided;
    }

    /** Whatever was held back is tried again at once. */
    void tryAgain() {
        jdbc.sql("update privacy_erasure_request set tried_at = null where tried_at is not null and done_at is null")
                .update();
    }

    private void insert(String id, @Nullable String journey, @Nullable PersonId person) {
        boolean there = jdbc.sql("select count(*) from privacy_erasure_request where id = ?")
                        .param(id)
                        .query(Long.class)
                        .single()
                > 0;
        if (!there) {
            jdbc.sql("insert into privacy_erasure_request (id, journey_id, person, decided_at) values (?, ?, ?, ?)")
                    .params(id, journey, person == null ? null : person.value(), KeptStore.utc(clock.instant()))
                    .update();
        }
    }

    /** What waits to be done, the oldest first. */
    public List<Request> waiting(int most) {
        return jdbc.sql("""
                        select * from privacy_erasure_request where done_at is null
                        order by decided_at, id fetch first ? rows only
                        """).param(most).query(ErasureRequests::read).list();
    }

    /** Requests of whole people that are to be tried now. She reads the answer first, since it goes too; after a week it is done anyway. */
    List<Request> ofPeople(Instant again, int most) {
        return jdbc.sql("""
                        select * from privacy_erasure_request r
                        where done_at is null and person is not null and (tried_at is null or tried_at < ?) and (decided_at < ?
                            or not exists (select 1 from privacy_question q where q.id = r.id and q.read_at is null))
                        order by decided_at, id fetch first ? rows only
                        """)
                .params(KeptStore.utc(again), KeptStore.utc(clock.instant().minus(TO_READ)), most)
                .query(ErasureRequests::read)
                .list();
    }

    void done(String id) {
        jdbc.sql("update privacy_erasure_request set done_at = ?, person = null, held_back = null where id = ?")
                .params(KeptStore.utc(clock.instant()), id)
                .update();
    }

    /** The journey has gone, whoever had asked. */
    void doneWith(String journey) {
        jdbc.sql(
                        "update privacy_erasure_request set done_at = ?, held_back = null, reason = null where journey_id = ? and done_at is null")
                .params(KeptStore.utc(clock.instant()), journey)
                .update();
    }

    void holdBack(String id, HeldBack why) {
        jdbc.sql("update privacy_erasure_request set held_back = ?, tried_at = ? where id = ?")
                .params(why.key(), KeptStore.utc(clock.instant()), id)
                .update();
    }

    private static Request read(ResultSet row, int number) throws SQLException {
        String person = row.getString("person");
        return new Request(
                row.getString("id"),
                row.getString("journey_id"),
                person == null ? null : new PersonId(person),
                row.getObject("decided_at", OffsetDateTime.class).toInstant(),
                row.getString("held_back"));
    }
}

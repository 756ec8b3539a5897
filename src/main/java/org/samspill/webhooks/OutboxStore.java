package org.samspill.webhooks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The rows of the outbox: those that wait to be delivered, and those that were laid aside after too many tries. */
@Repository
class OutboxStore {

    /** More than senders of one subscription can have in hand at once, on a few nodes. */
    private static final int CANDIDATES = 16;

    private final JdbcClient jdbc;

    OutboxStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Only within the transaction of what the event tells of. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void put(Outgoing event, Instant due) {
        jdbc.sql("""
                        insert into webhooks_outbox (id, subscription, type, journey_id, work_item, process, element, service, consent,
                            promised, at, state, due_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'WAITING', ?)
                        """)
                .params(Arrays.asList(
                        event.id(),
                        event.subscription(),
                        event.type().name(),
                        event.journey(),
                        event.workItem(),
                        event.process(),
                        event.element(),
                        event.service(),
                        event.consent(),
                        utc(event.promised()),
                        utc(event.at()),
                        utc(due)))
                .update();
    }

    /** The subscriptions that something can be sent to now. */
    List<String> ready(Instant now) {
        return jdbc.sql("""
                        select s.id from webhooks_subscription s
                        where s.state <> 'REFUSED' and (s.rests_until is null or s.rests_until <= :now)
                            and exists (select 1 from webhooks_outbox o
                                where o.subscription = s.id and o.state = 'WAITING' and o.due_at <= :now)
                        order by s.id
                        """).param("now", utc(now)).query(String.class).list();
    }

    /**
     * Takes the next event of a subscription: the one that has been due longest and that no older one of its journey waits before. Whoever has taken it has it to herself
     * until then; after that it is anybody's, because she must have died.
     *
     * @param active false while only the validation event may be sent
     */
    @Transactional
    public Optional<Outgoing> take(String subscription, boolean active, Instant now, Instant until) {
        List<Long> next = jdbc.sql("""
                        select o.seq from webhooks_outbox o
                        where o.subscription = :subscription and o.state = 'WAITING' and o.due_at <= :now
                            and (o.taken_until is null or o.taken_until <= :now)
                            and (:active or o.type = 'VALIDATION')
                            and not exists (select 1 from webhooks_outbox e
                                where e.subscription = o.subscription and e.journey_id = o.journey_id
                                    and e.state = 'WAITING' and e.seq < o.seq)
                        order by o.due_at, o.seq fetch first :most rows only
                        """)
                .param("subscription", subscription)
                .param("active", active)
                .param("now", utc(now))
                .param("most", CANDIDATES)
                .query(Long.class)
                .list();
        return next.stream().flatMap(seq -> lock(seq, now).stream()).findFirst().map(event -> {
            jdbc.sql("update webhooks_outbox set taken_until = ?, attempts = attempts + 1 where seq = ?")
                    .params(utc(until), event.seq())
                    .update();
            return event;
        });
    }

    /** Empty when another node has it. */
    private Optional<Outgoing> lock(long seq, Instant now) {
        return jdbc.sql("""
                        select * from webhooks_outbox
                        where seq = ? and state = 'WAITING' and (taken_until is null or taken_until <= ?) for update skip locked
                        """).params(seq, utc(now)).query(OutboxStore::taken).optional();
    }

    void delete(long seq) {
        jdbc.sql("delete from webhooks_outbox where seq = ?").param(seq).update();
    }

    /** The try failed; the next one comes then. Nothing when another has taken it since. */
    void again(Outgoing event, Instant due, String failure) {
        jdbc.sql("""
                        update webhooks_outbox set due_at = ?, taken_until = null, failure = ?
                        where seq = ? and attempts = ? and state = 'WAITING'
                        """).params(utc(due), failure, event.seq(), event.attempts()).update();
    }

    /** Lays the event aside: it holds up nothing, and waits for an operator. */
    void layAside(Outgoing event, String failure) {
        jdbc.sql("""
                        update webhooks_outbox set state = 'DEAD', taken_until = null, failure = ?
                        where seq = ? and attempts = ? and state = 'WAITING'
                        """).params(failure, event.seq(), event.attempts()).update();
    }

    /** Forgets all that waits for a subscription. */
    void forget(String subscription) {
        jdbc.sql("delete from webhooks_outbox where subscription = ?")
                .param(subscription)
                .update();
    }

    /** What waits for its next try need not wait any longer: the address is well again. */
    void hurry(String subscription, Instant now) {
        jdbc.sql("update webhooks_outbox set due_at = :now where subscription = :id and state = 'WAITING' and"
                        + " due_at > :now")
                .param("now", utc(now))
                .param("id", subscription)
                .update();
    }

    /** Sends what was laid aside anew, with all its tries: one event, or all of the subscription. Gives how many. */
    int replay(String subscription, @Nullable String event, Instant now) {
        return jdbc.sql("""
                        update webhooks_outbox set state = 'WAITING', attempts = 0, due_at = :now
                        where subscription = :subscription and state = 'DEAD' and (:event is null or id = :event)
                        """)
                .param("now", utc(now))
                .param("subscription", subscription)
                .param("event", event, java.sql.Types.VARCHAR)
                .update();
    }

    /** An event that was laid aside. */
    record Dead(Outgoing event, String failure) {}

    /** The oldest that were laid aside, at most so many. */
    List<Dead> dead(String subscription, int most) {
        return jdbc.sql("""
                        select * from webhooks_outbox where subscription = ? and state = 'DEAD'
                        order by seq fetch first ? rows only
                        """)
                .params(subscription, most)
                .query((row, n) ->
                        new Dead(read(row, row.getInt("attempts")), String.valueOf(row.getString("failure"))))
                .list();
    }

    /**
     * How a subscription's events stand.
     *
     * @param oldest when the oldest that waits happened; null when none waits
     */
    record Count(
            String subscription,
            int waiting,
            int dead,
            @Nullable Instant oldest) {}

    /** Of subscriptions that have events waiting or laid aside. */
    List<Count> counts() {
        return jdbc.sql("""
                        select subscription,
                            sum(case when state = 'WAITING' then 1 else 0 end) as waiting,
                            sum(case when state = 'DEAD' then 1 else 0 end) as dead,
                            min(case when state = 'WAITING' then at end) as oldest
                        from webhooks_outbox group by subscription
                        """)
                .query((row, n) -> new Count(
                        row.getString("subscription"),
                        row.getInt("waiting"),
                        row.getInt("dead"),
                        instant(row, "oldest")))
                .list();
    }

    /** Rows that a node wrote for a subscription just as another deleted it. */
    void sweep() {
        jdbc.sql("""
                        delete from webhooks_outbox o
                        where not exists (select 1 from webhooks_subscription s where s.id = o.subscription)
                        """).update();
    }

    private static Outgoing taken(ResultSet row, int number) throws SQLException {
        return read(row, row.getInt("attempts") + 1);
    }

    private static Outgoing read(ResultSet row, int attempts) throws SQLException {
        return new Outgoing(
                row.getLong("seq"),
                row.getString("id"),
                row.getString("subscription"),
                OutgoingType.valueOf(row.getString("type")),
                row.getString("journey_id"),
                row.getString("work_item"),
                row.getString("process"),
                row.getString("element"),
                row.getString("service"),
                row.getString("consent"),
                instant(row, "promised"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                attempts);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}

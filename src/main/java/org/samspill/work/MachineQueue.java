package org.samspill.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.OrganisationNumber;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What machines take from the rows of work items, hold, and give back. A lock is a conditional update, so of two who want an item one gets it. */
@Component
class MachineQueue {

    /** Only work whose consents hold, if it rests on any. */
    private static final String TOLD = " and (told_until is null or told_until > ?)";

    /** What a machine may take: open, nobody's now, and with tries left. */
    private static final String FREE = " and state = 'OPEN' and assignee is null"
            + " and (lock_expires is null or lock_expires <= ?) and (retries is null or retries > 0)" + TOLD;

    private final JdbcClient jdbc;
    private final Clock clock;

    MachineQueue(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What a machine could take now. The work of each service stands in the index in the order of its promises, so of each no more is read than is asked for; how
     * much that is stands in the text of the statement, for the database plans better for a number that it sees.
     */
    List<WorkItem> fetchable(
            OrganisationNumber organisation,
            Collection<Fetching.Wanted> wanted,
            Set<String> takingProtected,
            int most,
            Fetching.Order order) {
        String first =
                switch (order) {
                    case URGENCY -> "due_at, id";
                    case OLDEST -> "created_at, id";
                    case NEWEST -> "created_at desc, id";
                };
        String some = " order by " + first + " fetch first " + most + " rows only";
        List<Object> parameters = new ArrayList<>();
        String each = wanted.stream()
                .map(want -> {
                    parameters.add(organisation.value());
                    parameters.add(want.service());
                    Fetching.Filter from = want.from();
                    String chosen = among("journey_id", from.journeys(), parameters)
                            + among("process", from.processes(), parameters)
                            + among("definition_id", from.definitions(), parameters)
                            + (takingProtected.contains(want.service()) ? "" : " and guarded = false");
                    parameters.add(now());
                    parameters.add(now());
                    return "(select * from work_item where organisation = ? and service = ?" + chosen + FREE + some
                            + ")";
                })
                .collect(Collectors.joining(" union all "));
        return jdbc.sql(WorkRow.of("(" + each + ") work_item") + some)
                .params(parameters)
                .query(WorkRow::read)
                .list();
    }

    private static String among(String column, Collection<String> values, List<Object> parameters) {
        parameters.addAll(values);
        return values.isEmpty()
                ? ""
                : " and " + column + " in (" + String.join(", ", Collections.nCopies(values.size(), "?")) + ")";
    }

    /** Guarded work is for machines only where the service's contract says so. */
    private static String unguarded(Collection<String> takingProtected, List<Object> parameters) {
        parameters.addAll(takingProtected);
        return takingProtected.isEmpty()
                ? " and guarded = false"
                : " and (guarded = false or service in ("
                        + String.join(", ", Collections.nCopies(takingProtected.size(), "?")) + "))";
    }

    /** Of these services of organisations, those that a machine could take work of now: one look into the index for each. */
    Map<OrganisationNumber, Set<String>> available(
            Map<OrganisationNumber, Set<String>> wanted, Set<String> takingProtected) {
        List<Object> parameters = new ArrayList<>();
        wanted.forEach((organisation, services) -> services.forEach(service -> {
            parameters.add(organisation.value());
            parameters.add(service);
        }));
        if (parameters.isEmpty()) {
            return Map.of();
        }
        String pairs = String.join(
                ", ", Collections.nCopies(parameters.size() / 2, "(cast(? as varchar), cast(? as varchar))"));
        String open = unguarded(takingProtected, parameters);
        parameters.add(now());
        parameters.add(now());
        Map<OrganisationNumber, Set<String>> services = new HashMap<>();
        jdbc.sql("select w.organisation, w.service from (values " + pairs + ") w (organisation, service) where exists ("
                        + "select 1 from work_item i where i.organisation = w.organisation and i.service = w.service"
                        + open + FREE + ")")
                .params(parameters)
                .query(row -> {
                    services.computeIfAbsent(
                                    OrganisationNumber.of(row.getString("organisation")), number -> new HashSet<>())
                            .add(row.getString("service"));
                });
        return services;
    }

    Map<OrganisationNumber, Fetching.Backlog> backlogs() {
        Map<OrganisationNumber, Fetching.Backlog> backlogs = new HashMap<>();
        jdbc.sql("""
                        select organisation,
                            sum(case when held = 0 then 1 else 0 end) as waiting,
                            sum(held) as held,
                            min(case when held = 0 then created_at end) as oldest,
                            sum(failed) as failed,
                            sum(late) as late
                        from (select organisation, created_at,
                                case when assignee is not null or worker is not null and lock_expires > ? then 1 else 0 end as held,
                                case when retries = 0 then 1 else 0 end as failed,
                                case when due_at < ? then 1 else 0 end as late
                            from work_item
                            where state = 'OPEN' and service is not null and organisation is not null and guarded = false) o
                        group by organisation
                        """).params(now(), now()).query(row -> {
            backlogs.put(
                    OrganisationNumber.of(row.getString("organisation")),
                    new Fetching.Backlog(
                            row.getInt("waiting"),
                            row.getInt("held"),
                            WorkRow.instant(row.getTimestamp("oldest")),
                            row.getInt("failed"),
                            row.getInt("late")));
        });
        return backlogs;
    }

    /**
     * Gives what can be fetched to a worker. Also a worker who holds it already cannot have it: of two fetches of one worker at the same time one has it, and what
     * the other gives back is never the first one's.
     */
    Optional<WorkItem> take(WorkItem item, String worker, Duration lock) {
        Instant until = until(lock);
        int taken = jdbc.sql("""
                                update work_item set worker = ?, lock_expires = ?
                                where id = ? and ended_at is null and assignee is null and guarded = ?
                                  and (lock_expires is null or lock_expires <= ?)
                                """)
                .params(worker, WorkRow.utc(until), item.id(), item.guarded(), now())
                .update();
        return taken == 1 ? Optional.of(item.heldBy(worker, until)) : Optional.empty();
    }

    /** The same for one that a worker names; hers it stays, with another end. */
    boolean lock(WorkItem item, String worker, Duration lock) {
        return jdbc.sql("""
                                update work_item set worker = ?, lock_expires = ?
                                where id = ? and ended_at is null and assignee is null and guarded = ?
                                  and (lock_expires is null or lock_expires <= ? or worker = ?)
                                """)
                        .params(worker, WorkRow.utc(until(lock)), item.id(), item.guarded(), now(), worker)
                        .update()
                == 1;
    }

    /** When a lock of this length ends; no finer than databases keep a time, so that it can be told from another by its end. */
    private Instant until(Duration lock) {
        return clock.instant().plus(lock).truncatedTo(ChronoUnit.MICROS);
    }

    void unlock(String id) {
        jdbc.sql("update work_item set worker = null, lock_expires = null where id = ? and ended_at is null")
                .param(id)
                .update();
    }

    /** Nobody has it any more, if it is still under the lock under which it was taken. */
    void giveBack(WorkItem taken) {
        jdbc.sql("""
                        update work_item set worker = null, lock_expires = null
                        where id = ? and ended_at is null and worker = ? and lock_expires = ?
                        """)
                .params(taken.id(), taken.worker(), WorkRow.utc(taken.lockExpires()))
                .update();
    }

    void failed(String id, int retries, Instant notBefore, @Nullable String message) {
        jdbc.sql("""
                        update work_item set worker = null, lock_expires = ?, retries = ?, failure = ?
                        where id = ? and ended_at is null
                        """)
                .params(WorkRow.utc(notBefore), retries, WorkRow.cut(message, 666), id)
                .update();
    }

    void retry(String id, int retries) {
        jdbc.sql(
                        "update work_item set worker = null, lock_expires = null, retries = ? where id = ? and ended_at is null")
                .params(retries, id)
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}

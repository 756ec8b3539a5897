package org.samspill.work;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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
import org.samspill.actors.PersonId;
import org.samspill.catalogue.Origin;
import org.samspill.catalogue.Within;
import org.samspill.journeys.JourneyId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of work items. Every change of who holds one is a conditional update, so of two who want it one gets it. */
@Component
class WorkStore {

    /**
     * A row, with the execution at which the engine has the task now: when branches meet or end, the engine puts the tasks that are left on another
     * execution than the one they began on.
     */
    static final String SELECT = """
            select work_item.*, coalesce(e.execution_id_, t.execution_id_, work_item.execution_id) as execution_now
            from work_item
                left join act_ru_ext_task e on e.id_ = work_item.id
                left join act_ru_task t on t.id_ = work_item.id
            """;

    /** Only work whose consents hold, if it rests on any. */
    static final String TOLD = " and (told_until is null or told_until > ?)";

    /** What a machine may take: open, nobody's now, and with tries left. */
    private static final String FREE = " and state = 'OPEN' and assignee is null"
            + " and (lock_expires is null or lock_expires <= ?) and (retries is null or retries > 0)" + TOLD;

    private final JdbcClient jdbc;
    private final Clock clock;

    WorkStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void insert(WorkItem item, String activityInstance, String processInstance) {
        jdbc.sql("""
                        insert into work_item (id, kind, state, journey_id, life_event, definition_id, process, element,
                            activity_instance, execution_id, service, actor, actor_function, organisation, role, person,
                            municipality, created_at, promise, promise_origin, promise_source, due_at, notice_level, notice_at,
                            process_instance, promised_from, stood_seconds, consents, told_until, matter)
                        values (?, ?, 'OPEN', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        item.id(),
                        item.kind().name(),
                        item.journey().value(),
                        item.lifeEvent(),
                        item.definitionId(),
                        item.process(),
                        item.element(),
                        activityInstance,
                        item.executionId(),
                        item.service(),
                        item.actor(),
                        item.function(),
                        item.organisation() == null ? null : item.organisation().value(),
                        item.role(),
                        item.person() == null ? null : item.person().value(),
                        item.municipality(),
                        utc(item.createdAt()),
                        item.promise().within().toString(),
                        item.promise().origin().name(),
                        cut(item.promise().source(), 255),
                        utc(item.promise().dueAt()),
                        item.promise().level(),
                        utc(item.promise().noticeAt()),
                        processInstance,
                        utc(item.promise().from()),
                        item.promise().stood().toSeconds(),
                        item.consents().isEmpty() ? null : String.join(",", item.consents()),
                        utc(item.toldUntil()),
                        item.role() == null ? null : item.matter().name())
                .update();
    }

    Optional<WorkItem> find(String id) {
        return jdbc.sql(SELECT + " where id = ?")
                .param(id)
                .query(WorkStore::read)
                .optional();
    }

    Optional<WorkItem> openAt(String activityInstance) {
        return jdbc.sql(SELECT + " where activity_instance = ? and state = 'OPEN'")
                .param(activityInstance)
                .query(WorkStore::read)
                .optional();
    }

    List<WorkItem> ofJourney(JourneyId journey) {
        return jdbc.sql(SELECT + " where journey_id = ? order by created_at, id")
                .param(journey.value())
                .query(WorkStore::read)
                .list();
    }

    /** In which process instance each item of a journey stands or stood, by the item's id; those from before this was kept are left out. */
    Map<String, String> processInstances(JourneyId journey) {
        Map<String, String> instances = new HashMap<>();
        jdbc.sql("select id, process_instance from work_item where journey_id = ? and process_instance is not null")
                .param(journey.value())
                .query(row -> {
                    instances.put(row.getString("id"), row.getString("process_instance"));
                });
        return instances;
    }

    /** Ends an open item; false when it had ended already. */
    boolean close(String id, WorkItem.State state, @Nullable String by, @Nullable String outcome) {
        return jdbc.sql("""
                                update work_item set state = ?, ended_at = ?, ended_by = ?, outcome = ?, notice_at = null
                                where id = ? and state = 'OPEN'
                                """).params(state.name(), now(), by, outcome, id).update() == 1;
    }

    /** Lets the promise of work that was answered with a question stand still, if somebody in the same process is asked now. */
    void pause(String id) {
        jdbc.sql("""
                        update work_item set paused = true where id = ? and state = 'REFUSED' and exists (
                            select 1 from work_item q where q.process_instance = work_item.process_instance
                                and q.role is not null and q.state = 'OPEN')
                        """).param(id).update();
    }

    /** The work at a step whose promise stands still in a process. */
    Optional<WorkItem> paused(String processInstance, String element, @Nullable String service) {
        return jdbc.sql(SELECT + """
                        where process_instance = ? and paused = true and element = ? and coalesce(service, '') = ?
                        order by ended_at desc fetch first row only
                        """)
                .params(processInstance, element, service == null ? "" : service)
                .query(WorkStore::read)
                .optional();
    }

    void resume(String id) {
        jdbc.sql("update work_item set paused = false where id = ?").param(id).update();
    }

    void resumeAll(String processInstance) {
        jdbc.sql("update work_item set paused = false where process_instance = ? and paused = true")
                .param(processInstance)
                .update();
    }

    /** Gives a free item to a person; one that a machine holds or a colleague has is not free. */
    boolean claim(String id, PersonId person) {
        return jdbc.sql("""
                                update work_item set assignee = ?, claimed_at = ?, worker = null, lock_expires = null
                                where id = ? and state = 'OPEN' and assignee is null
                                  and (worker is null or lock_expires is null or lock_expires <= ?)
                                """).params(person.value(), now(), id, now()).update() == 1;
    }

    boolean release(String id, PersonId person) {
        return jdbc.sql(
                                "update work_item set assignee = null, claimed_at = null where id = ? and state = 'OPEN' and assignee = ?")
                        .params(id, person.value())
                        .update()
                == 1;
    }

    /** Moves an item from one person (or nobody) to another. */
    boolean assign(String id, @Nullable PersonId from, PersonId to) {
        return jdbc.sql("""
                                update work_item set assignee = ?, claimed_at = ?, worker = null, lock_expires = null
                                where id = ? and state = 'OPEN' and coalesce(assignee, '') = ?
                                  and (worker is null or lock_expires is null or lock_expires <= ?)
                                """)
                        .params(to.value(), now(), id, from == null ? "" : from.value(), now())
                        .update()
                == 1;
    }

    /** Ids that a machine could take now. */
    List<String> fetchable(
            OrganisationNumber organisation, Collection<MachineWork.Wanted> wanted, int most, MachineWork.Order order) {
        List<Object> parameters = new ArrayList<>(List.of(organisation.value()));
        String any = wanted.stream()
                .map(want -> {
                    parameters.add(want.service());
                    MachineWork.Filter from = want.from();
                    return "(service = ?" + among("journey_id", from.journeys(), parameters)
                            + among("process", from.processes(), parameters)
                            + among("definition_id", from.definitions(), parameters) + ")";
                })
                .collect(Collectors.joining(" or "));
        parameters.add(now());
        parameters.add(now());
        parameters.add(most);
        String first =
                switch (order) {
                    case URGENCY -> "due_at, id";
                    case OLDEST -> "created_at, id";
                    case NEWEST -> "created_at desc, id";
                };
        return jdbc.sql("select id from work_item where organisation = ? and (" + any + ")" + FREE + " order by "
                        + first + " fetch first ? rows only")
                .params(parameters)
                .query(String.class)
                .list();
    }

    private static String among(String column, Collection<String> values, List<Object> parameters) {
        parameters.addAll(values);
        return values.isEmpty()
                ? ""
                : " and " + column + " in (" + String.join(", ", Collections.nCopies(values.size(), "?")) + ")";
    }

    /** By organisation, the services that a machine could take work of now. */
    Map<OrganisationNumber, Set<String>> available(Collection<OrganisationNumber> organisations) {
        List<Object> parameters = new ArrayList<>();
        String among = among(
                "organisation",
                organisations.stream().map(OrganisationNumber::value).toList(),
                parameters);
        parameters.add(now());
        parameters.add(now());
        Map<OrganisationNumber, Set<String>> services = new HashMap<>();
        jdbc.sql("select distinct organisation, service from work_item where service is not null" + among + FREE)
                .params(parameters)
                .query(row -> {
                    services.computeIfAbsent(
                                    OrganisationNumber.of(row.getString("organisation")), number -> new HashSet<>())
                            .add(row.getString("service"));
                });
        return services;
    }

    Map<OrganisationNumber, MachineWork.Backlog> backlogs() {
        Map<OrganisationNumber, MachineWork.Backlog> backlogs = new HashMap<>();
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
                            from work_item where state = 'OPEN' and service is not null and organisation is not null) o
                        group by organisation
                        """).params(now(), now()).query(row -> {
            backlogs.put(
                    OrganisationNumber.of(row.getString("organisation")),
                    new MachineWork.Backlog(
                            row.getInt("waiting"),
                            row.getInt("held"),
                            instant(row.getTimestamp("oldest")),
                            row.getInt("failed"),
                            row.getInt("late")));
        });
        return backlogs;
    }

    boolean lock(String id, String worker, Instant until) {
        return jdbc.sql("""
                                update work_item set worker = ?, lock_expires = ?
                                where id = ? and state = 'OPEN' and assignee is null
                                  and (lock_expires is null or lock_expires <= ? or worker = ?)
                                """).params(worker, utc(until), id, now(), worker).update() == 1;
    }

    void unlock(String id) {
        jdbc.sql("update work_item set worker = null, lock_expires = null where id = ? and state = 'OPEN'")
                .param(id)
                .update();
    }

    void failed(String id, int retries, Instant notBefore, @Nullable String message) {
        jdbc.sql("""
                        update work_item set worker = null, lock_expires = ?, retries = ?, failure = ?
                        where id = ? and state = 'OPEN'
                        """).params(utc(notBefore), retries, cut(message, 666), id).update();
    }

    void tellUntil(String id, @Nullable Instant until) {
        jdbc.sql("update work_item set told_until = ? where id = ?")
                .params(utc(until), id)
                .update();
    }

    void retry(String id, int retries) {
        jdbc.sql("update work_item set worker = null, lock_expires = null, retries = ? where id = ? and state = 'OPEN'")
                .params(retries, id)
                .update();
    }

    void reroute(String id, @Nullable OrganisationNumber organisation, @Nullable String municipality) {
        jdbc.sql("""
                        update work_item set organisation = ?, municipality = ?, failure = null, assignee = null, claimed_at = null,
                            worker = null, lock_expires = null
                        where id = ? and state = 'OPEN'
                        """)
                .params(organisation == null ? null : organisation.value(), municipality, id)
                .update();
    }

    /** Open tasks that are for one person and not her own matter, by id. */
    List<WorkItem> forOnePerson(String after, int most) {
        return jdbc.sql(SELECT + """
                         where state = 'OPEN' and role is not null and person is not null and coalesce(matter, '') <> 'OWN' and id > ?
                        order by id fetch first ? rows only
                        """).params(after, most).query(WorkStore::read).list();
    }

    /** Passes a participant's task on: to one person, or to whoever has its role. */
    void pass(String id, @Nullable PersonId to) {
        jdbc.sql("update work_item set person = ? where id = ? and state = 'OPEN'")
                .params(to == null ? null : to.value(), id)
                .update();
    }

    List<WorkItem> due(int most) {
        return jdbc.sql(SELECT + " where state = 'OPEN' and notice_at <= ? order by notice_at fetch first ? rows only")
                .params(now(), most)
                .query(WorkStore::read)
                .list();
    }

    Optional<Instant> nextNotice() {
        return jdbc.sql("select min(notice_at) from work_item where state = 'OPEN'")
                .query((row, n) -> Optional.ofNullable(instant(row.getTimestamp(1))))
                .single();
    }

    /** Takes a promise to its next level; false when another node has done it. */
    boolean notice(WorkItem item, int level, @Nullable Instant next) {
        return jdbc.sql(
                                "update work_item set notice_level = ?, notice_at = ? where id = ? and state = 'OPEN' and notice_level = ?")
                        .params(level, utc(next), item.id(), item.promise().level())
                        .update()
                == 1;
    }

    List<WorkItem> list(String where, List<Object> parameters, int most) {
        List<Object> all = new ArrayList<>(parameters);
        all.add(most);
        return jdbc.sql(SELECT + " where " + where + " order by due_at, id fetch first ? rows only")
                .params(all)
                .query(WorkStore::read)
                .list();
    }

    List<WorkList.Task> tasks(String where, List<Object> parameters) {
        return jdbc.sql("""
                        select life_event, coalesce(service, element) as task, max(definition_id) as definition_id,
                            max(element) as element, max(service) as service, count(*) as open_items
                        from work_item where %s group by life_event, coalesce(service, element) order by 1, 2
                        """.formatted(where))
                .params(parameters)
                .query((row, n) -> new WorkList.Task(
                        row.getString("life_event"),
                        row.getString("task"),
                        row.getString("definition_id"),
                        row.getString("element"),
                        row.getString("service"),
                        row.getInt("open_items")))
                .list();
    }

    List<WorkList.Part> parts(
            OrganisationNumber organisation,
            boolean withOpenWorkOnly,
            @Nullable Instant before,
            @Nullable String after,
            int most) {
        return jdbc.sql("""
                        select journey_id, min(created_at) as since, sum(case when state = 'OPEN' then 1 else 0 end) as open_items
                        from work_item where organisation = :organisation and (told_until is null or told_until > :now) group by journey_id
                        having (:all or sum(case when state = 'OPEN' then 1 else 0 end) > 0)
                          and (:first or min(created_at) < :before or min(created_at) = :before and journey_id > :after)
                        order by since desc, journey_id fetch first :most rows only
                        """)
                .param("organisation", organisation.value())
                .param("all", !withOpenWorkOnly)
                .param("first", before == null)
                .param("before", before == null ? now() : utc(before))
                .param("after", after == null ? "" : after)
                .param("most", most)
                .param("now", now())
                .query((row, n) -> new WorkList.Part(
                        new JourneyId(row.getString("journey_id")),
                        row.getTimestamp("since").toInstant(),
                        row.getInt("open_items")))
                .list();
    }

    List<WorkItem> openOf(Collection<JourneyId> journeys) {
        return journeys.isEmpty()
                ? List.of()
                : jdbc.sql(SELECT + " where state = 'OPEN' and journey_id in (:journeys) order by created_at, id")
                        .param(
                                "journeys",
                                journeys.stream().map(JourneyId::value).toList())
                        .query(WorkStore::read)
                        .list();
    }

    int count(String where, List<Object> parameters) {
        return jdbc.sql("select count(*) from work_item where " + where)
                .params(parameters)
                .query(Integer.class)
                .single();
    }

    OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    private static @Nullable String cut(@Nullable String text, int length) {
        return text == null || text.length() <= length ? text : text.substring(0, length);
    }

    static WorkItem read(ResultSet row, int number) throws SQLException {
        String organisation = row.getString("organisation");
        String person = row.getString("person");
        String assignee = row.getString("assignee");
        Instant createdAt = row.getTimestamp("created_at").toInstant();
        Instant from = instant(row.getTimestamp("promised_from"));
        Promise promise = new Promise(
                row.getTimestamp("due_at").toInstant(),
                Within.parse(row.getString("promise")).orElseThrow(),
                Origin.valueOf(row.getString("promise_origin")),
                row.getString("promise_source"),
                row.getInt("notice_level"),
                instant(row.getTimestamp("notice_at")),
                from == null ? createdAt : from,
                Duration.ofSeconds(row.getLong("stood_seconds")),
                row.getBoolean("paused"));
        return new WorkItem(
                row.getString("id"),
                WorkItem.Kind.valueOf(row.getString("kind")),
                WorkItem.State.valueOf(row.getString("state")),
                new JourneyId(row.getString("journey_id")),
                row.getString("life_event"),
                row.getString("definition_id"),
                row.getString("process"),
                row.getString("element"),
                row.getString("execution_now"),
                row.getString("service"),
                row.getString("actor"),
                row.getString("actor_function"),
                organisation == null ? null : OrganisationNumber.of(organisation),
                row.getString("role"),
                person == null ? null : new PersonId(person),
                row.getString("municipality"),
                createdAt,
                promise,
                assignee == null ? null : new PersonId(assignee),
                instant(row.getTimestamp("claimed_at")),
                row.getString("worker"),
                instant(row.getTimestamp("lock_expires")),
                row.getObject("retries", Integer.class),
                row.getString("failure"),
                instant(row.getTimestamp("ended_at")),
                row.getString("ended_by"),
                row.getString("outcome"),
                scopes(row.getString("consents")),
                instant(row.getTimestamp("told_until")),
                HandOver.matter(row.getString("matter")));
    }

    private static Set<String> scopes(@Nullable String joined) {
        return joined == null || joined.isEmpty() ? Set.of() : Set.of(joined.split(","));
    }
}

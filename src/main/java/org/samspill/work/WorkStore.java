package org.samspill.work;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.PersonId;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Processes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The rows of work items: how they come, change with their journey, and end. Who has one is changed in {@link WorkClaims} and {@link MachineQueue}, lists are
 * read in {@link ListReads}.
 *
 * <p>An item ends once, when its state and when it ended are written together. Statements that change one by its id ask whether it has ended, and not for its state:
 * while little work is open PostgreSQL would rather look through the small indexes of open work, with all that has just left them, than for the key.
 */
@Component
class WorkStore {

    private static final String TAKES_PART = """
            select 1 from work_item own where own.journey_id = ? and own.organisation = ? and (own.told_until is null or own.told_until > ?)
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    WorkStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Adds items in one statement. */
    void insert(List<StepWork.Begun> begun) {
        List<@Nullable Object> values = new ArrayList<>();
        begun.forEach(one -> values.addAll(values(one)));
        jdbc.sql("""
                        insert into work_item (id, kind, state, journey_id, life_event, definition_id, process, element,
                            activity_instance, execution_id, service, actor, actor_function, organisation, role, person,
                            municipality, created_at, promise, promise_origin, promise_source, due_at, notice_level, notice_at,
                            process_instance, promised_from, stood_seconds, consents, told_until, matter, guarded)
                        values """ + " "
                        + String.join(
                                ", ",
                                Collections.nCopies(
                                        begun.size(),
                                        "(?, ?, 'OPEN', " + String.join(", ", Collections.nCopies(28, "?")) + ")")))
                .params(values)
                .update();
    }

    private static List<@Nullable Object> values(StepWork.Begun one) {
        WorkItem item = one.item();
        return Arrays.asList(
                item.id(),
                item.kind().name(),
                item.journey().value(),
                item.lifeEvent(),
                item.definitionId(),
                item.process(),
                item.element(),
                one.activityInstance(),
                item.executionId(),
                item.service(),
                item.actor(),
                item.function(),
                item.organisation() == null ? null : item.organisation().value(),
                item.role(),
                item.person() == null ? null : item.person().value(),
                item.municipality(),
                WorkRow.utc(item.createdAt()),
                item.promise().within().toString(),
                item.promise().origin().name(),
                WorkRow.cut(item.promise().source(), 255),
                WorkRow.utc(item.promise().dueAt()),
                item.promise().level(),
                WorkRow.utc(item.promise().noticeAt()),
                item.processInstance(),
                WorkRow.utc(item.promise().from()),
                item.promise().stood().toSeconds(),
                item.consents().isEmpty() ? null : String.join(",", item.consents()),
                WorkRow.utc(item.toldUntil()),
                item.role() == null ? null : item.matter().name(),
                item.guarded());
    }

    Optional<WorkItem> find(String id) {
        return jdbc.sql(WorkRow.SELECT + " where id = ?")
                .param(id)
                .query(WorkRow::read)
                .optional();
    }

    /** The item, when it belongs to one of these journeys or the person has ended it. */
    Optional<WorkItem> find(String id, Set<JourneyId> journeys, PersonId person) {
        // No list of SQL is empty.
        List<String> among = journeys.isEmpty()
                ? List.of("")
                : journeys.stream().map(JourneyId::value).toList();
        return jdbc.sql(WorkRow.SELECT + " where id = :id and (journey_id in (:journeys) or ended_by = :person)")
                .param("id", id)
                .param("journeys", among)
                .param("person", person.value())
                .query(WorkRow::read)
                .optional();
    }

    Optional<WorkItem> openAt(JourneyId journey, String activityInstance) {
        return jdbc.sql(WorkRow.SELECT + " where journey_id = ? and activity_instance = ? and state = 'OPEN'")
                .params(journey.value(), activityInstance)
                .query(WorkRow::read)
                .optional();
    }

    List<WorkItem> ofJourney(JourneyId journey) {
        return jdbc.sql(WorkRow.OF_JOURNEY + " where journey_id = ? order by created_at, id")
                .param(journey.value())
                .query(WorkRow::read)
                .list();
    }

    /** The same when it is known where the tokens of the journey stand. */
    List<WorkItem> ofJourney(JourneyId journey, Processes.Now now) {
        return jdbc.sql(WorkRow.BESIDE_TOKENS + " where journey_id = ? order by created_at, id")
                .param(journey.value())
                .query((row, number) -> WorkRow.read(row, now))
                .list();
    }

    /** What is open, and what one of these actors has or had, for a page that reads no data of the journey. */
    List<WorkItem> openOrOf(JourneyId journey, Set<String> actors) {
        List<Object> values = new ArrayList<>(List.of(journey.value()));
        values.addAll(actors);
        String theirs = actors.isEmpty()
                ? ""
                : " or actor in (" + String.join(", ", Collections.nCopies(actors.size(), "?")) + ")";
        return jdbc.sql(WorkRow.LISTED + "where journey_id = ? and (ended_at is null" + theirs
                        + ") order by created_at, id")
                .params(values)
                .query(WorkRow::read)
                .list();
    }

    /** True when the organisation has or had work in the journey that may be told of. */
    boolean takesPart(JourneyId journey, OrganisationNumber organisation) {
        return jdbc.sql(TAKES_PART + " fetch first row only")
                .params(journey.value(), organisation.value(), now())
                .query(Integer.class)
                .optional()
                .isPresent();
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
                                where id = ? and ended_at is null
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
        return jdbc.sql(WorkRow.SELECT + """
                        where process_instance = ? and paused = true and element = ? and coalesce(service, '') = ?
                        order by ended_at desc fetch first row only
                        """)
                .params(processInstance, element, service == null ? "" : service)
                .query(WorkRow::read)
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

    void tellUntil(String id, @Nullable Instant until) {
        jdbc.sql("update work_item set told_until = ? where id = ?")
                .params(WorkRow.utc(until), id)
                .update();
    }

    /** The row says from now on whether only those with the right may know of it; false when it said so. */
    boolean guard(String id, boolean guarded) {
        return jdbc.sql("update work_item set guarded = ? where id = ? and guarded <> ?")
                        .params(guarded, id, guarded)
                        .update()
                == 1;
    }

    void reroute(String id, @Nullable OrganisationNumber organisation, @Nullable String municipality) {
        jdbc.sql("""
                        update work_item set organisation = ?, municipality = ?, failure = null, assignee = null, claimed_at = null,
                            worker = null, lock_expires = null
                        where id = ? and ended_at is null
                        """)
                .params(organisation == null ? null : organisation.value(), municipality, id)
                .update();
    }

    /** Open tasks that are for one person and not her own matter, by id. */
    List<WorkItem> forOnePerson(String after, int most) {
        return jdbc.sql(WorkRow.SELECT + """
                         where state = 'OPEN' and role is not null and person is not null and coalesce(matter, '') <> 'OWN' and id > ?
                        order by id fetch first ? rows only
                        """)
                .params(after, most)
                .query(WorkRow::read)
                .list();
    }

    /** Passes a participant's task on: to one person, or to whoever has its role. */
    void pass(String id, @Nullable PersonId to) {
        jdbc.sql("update work_item set person = ? where id = ? and ended_at is null")
                .params(to == null ? null : to.value(), id)
                .update();
    }

    List<WorkItem> due(int most) {
        return jdbc.sql(WorkRow.SELECT
                        + " where state = 'OPEN' and notice_at <= ? order by notice_at fetch first ? rows only")
                .params(now(), most)
                .query(WorkRow::read)
                .list();
    }

    Optional<Instant> nextNotice() {
        return jdbc.sql("select min(notice_at) from work_item where state = 'OPEN'")
                .query((row, n) -> Optional.ofNullable(WorkRow.instant(row.getTimestamp(1))))
                .single();
    }

    /** Takes a promise to its next level; false when another node has done it. */
    boolean notice(WorkItem item, int level, @Nullable Instant next) {
        return jdbc.sql(
                                "update work_item set notice_level = ?, notice_at = ? where id = ? and ended_at is null and notice_level = ?")
                        .params(
                                level,
                                WorkRow.utc(next),
                                item.id(),
                                item.promise().level())
                        .update()
                == 1;
    }

    OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}

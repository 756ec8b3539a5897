package org.samspill.work;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.PersonId;
import org.samspill.catalogue.Origin;
import org.samspill.catalogue.Within;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Processes;

/** How a row of {@code work_item} is read. */
final class WorkRow {

    /** What of a row is read: a list of rows costs as much as it has columns. */
    private static final String COLUMNS = """
            id, kind, state, journey_id, life_event, definition_id, process, element, process_instance, service, actor, actor_function,
            organisation, role, person, municipality, created_at, due_at, promise, promise_origin, promise_source, notice_level, notice_at,
            promised_from, stood_seconds, paused, assignee, claimed_at, worker, lock_expires, retries, failure, ended_at, ended_by, outcome,
            consents, told_until, guarded, matter""";

    /**
     * A row, with the execution at which the engine has the task now: when branches meet or end, the engine puts the tasks that are left on another
     * execution than the one they began on.
     */
    static final String SELECT = of("work_item");

    /** A row for a list, which reads no data of the journey and so need not know where the task stands in the engine. */
    static final String LISTED = "select " + COLUMNS + ", execution_id as execution_now from work_item ";

    /** A row among all of a journey's, of which few are open: of those alone the engine is asked where they stand. */
    static final String OF_JOURNEY = """
            select %s, case when ended_at is not null then execution_id else coalesce(
                (select e.execution_id_ from act_ru_ext_task e where e.id_ = work_item.id),
                (select t.execution_id_ from act_ru_task t where t.id_ = work_item.id),
                execution_id) end as execution_now
            from work_item
            """.formatted(COLUMNS);

    /** The same without asking the engine, for {@link #read(ResultSet, Processes.Now)}. */
    static final String BESIDE_TOKENS = "select " + COLUMNS + ", execution_id, activity_instance from work_item";

    private WorkRow() {}

    /** The same of some rows, which are called {@code work_item}. */
    static String of(String rows) {
        return """
            select %s, coalesce(e.execution_id_, t.execution_id_, execution_id) as execution_now
            from %s
                left join act_ru_ext_task e on e.id_ = id
                left join act_ru_task t on t.id_ = id
            """.formatted(COLUMNS, rows);
    }

    static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    static @Nullable String cut(@Nullable String text, int length) {
        return text == null || text.length() <= length ? text : text.substring(0, length);
    }

    static WorkItem read(ResultSet row, int number) throws SQLException {
        return read(row, row.getString("execution_now"));
    }

    /** A row of {@link #BESIDE_TOKENS}, by a reader who knows where the tokens of the journey stand. */
    static WorkItem read(ResultSet row, Processes.Now now) throws SQLException {
        String token = now.token(row.getString("activity_instance"));
        return read(row, token == null ? row.getString("execution_id") : token);
    }

    private static WorkItem read(ResultSet row, String execution) throws SQLException {
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
                execution,
                row.getString("process_instance"),
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
                row.getBoolean("guarded"),
                HandOver.matter(row.getString("matter")));
    }

    private static Set<String> scopes(@Nullable String joined) {
        return joined == null || joined.isEmpty() ? Set.of() : Set.of(joined.split(","));
    }
}

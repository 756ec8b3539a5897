package org.samspill.journeys;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.PersonId;
import org.samspill.engine.BeforeCommit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The rows of journeys, their participants and their idempotency keys. A transaction reads a journey once, and what it changes in it is one update just
 * before the commit, or before anything else is asked of these tables.
 */
@Component
class JourneyStore {

    /** The columns of a journey {@code j} with its participants, in their order: each by role and id. */
    static final String WITH_PARTICIPANTS = """
            j.*, (select array_agg(p.role || ' ' || p.person_id order by p.since, p.role, p.person_id)
                from journeys_participant p where p.journey_id = j.id) as participants
            """;

    static final String ONE = "select " + WITH_PARTICIPANTS + " from journeys_journey j where j.id = :id";

    /** That one of the participants takes part in a journey, or that it is about one of the people or organisations. */
    static final String CONCERNS = """
            j.subject_person in (:subjects) or j.subject_number in (:organisations) or exists (
                select 1 from journeys_participant p where p.journey_id = j.id and p.person_id in (:participants))
            """;

    private final JdbcClient database;
    private final Clock clock;
    private final BeforeCommit<JourneyPages> pages = new BeforeCommit<>(JourneyPages::new, this::write);

    JourneyStore(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A statement that sees what this transaction has changed. */
    private JdbcClient.StatementSpec sql(String sql) {
        pages.write();
        return database.sql(sql);
    }

    private void write(JourneyPages unwritten) {
        unwritten.write(database);
    }

    private void change(JourneyId id, String column, Object value) {
        pages.gathered().change(id, column, value);
    }

    /** A journey that is being started; its row is written with what comes to be known of it. */
    Journey insert(JourneyId id, String lifeEvent, int version, String definition) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Journey journey =
                new Journey(id, lifeEvent, version, definition, null, null, null, null, false, true, null, now, null);
        pages.gathered().begin(journey);
        return journey;
    }

    private boolean begins(JourneyId id) {
        JourneyPages unwritten = pages.find();
        return unwritten != null && unwritten.begins(id);
    }

    void instance(JourneyId id, String processInstanceId) {
        change(id, "process_instance_id", processInstanceId);
    }

    void subject(JourneyId id, PersonId person) {
        change(id, "subject_person", person.value());
    }

    void subject(JourneyId id, OrganisationNumber number) {
        change(id, "subject_number", number.value());
    }

    void municipality(JourneyId id, String municipality) {
        change(id, "municipality", municipality);
    }

    /** Says whether the journey is guarded from now on; false when that was so. */
    boolean guard(JourneyId id, boolean guarded) {
        if (find(id).filter(journey -> journey.guarded() != guarded).isEmpty()) {
            return false;
        }
        change(id, "guarded", guarded);
        change(id, "guarded_at", now());
        return true;
    }

    /** The journey is a question about another one, and guarded like that one. */
    void guardWith(JourneyId id, JourneyId other) {
        sql("update journeys_journey set guarded_with = ? where id = ?")
                .params(other.value(), id.value())
                .update();
    }

    /** By whom a journey is guarded if they are protected: whom it is about and who takes part, in it and in the one that it is a question about. */
    Set<PersonId> people(JourneyId id) {
        if (begins(id)) {
            return pages.gathered().people(id);
        }
        return Set.copyOf(sql("""
                        with these as (select id, subject_person from journeys_journey
                            where id = :id or id = (select guarded_with from journeys_journey where id = :id))
                        select subject_person as person from these where subject_person is not null
                        union select person_id from journeys_participant where journey_id in (select id from these)
                        """)
                .param("id", id.value())
                .query((row, n) -> new PersonId(row.getString("person")))
                .list());
    }

    /** Those of which it was said since a time whether they are guarded, with what holds now. */
    Map<JourneyId, Boolean> guardChanged(Instant since) {
        Map<JourneyId, Boolean> changed = new HashMap<>();
        sql("select id, guarded from journeys_journey where guarded_at >= ?")
                .param(since.atOffset(ZoneOffset.UTC))
                .query(row -> {
                    changed.put(new JourneyId(row.getString("id")), row.getBoolean("guarded"));
                });
        return changed;
    }

    /** Every journey, open or ended, that is about one of these people or in which one of them takes part. */
    List<JourneyId> with(Collection<PersonId> people) {
        return sql("""
                        with theirs as (
                            select id from journeys_journey where subject_person in (:people)
                            union select journey_id from journeys_participant where person_id in (:people))
                        select id from theirs union select id from journeys_journey where guarded_with in (select id from theirs)
                        """)
                .param("people", people.stream().map(PersonId::value).toList())
                .query((row, n) -> new JourneyId(row.getString("id")))
                .list();
    }

    void endElement(JourneyId id, String element) {
        change(id, "end_element", element);
    }

    void ended(JourneyId id) {
        change(id, "state", "ended");
        change(id, "ended_at", now());
    }

    Optional<Journey> find(JourneyId id) {
        JourneyPages unwritten = pages.find();
        Journey known = unwritten == null ? null : unwritten.known(id);
        return known != null
                ? Optional.of(known)
                : sql(ONE).param("id", id.value()).query((row, n) -> know(row)).optional();
    }

    /** The journey of this row, with its participants; its transaction remembers it, unless it has changed it. */
    Journey know(ResultSet row) throws SQLException {
        Journey journey = read(row, 0);
        List<Participant> participants = new ArrayList<>();
        Array joined = row.getArray("participants");
        if (joined != null) {
            for (Object each : (Object[]) joined.getArray()) {
                String both = String.valueOf(each);
                int between = both.lastIndexOf(' ');
                participants.add(
                        new Participant(new PersonId(both.substring(between + 1)), both.substring(0, between)));
            }
        }
        if (BeforeCommit.possible()) {
            pages.gathered().know(journey, participants);
        }
        return journey;
    }

    /** Writes what this transaction has changed, so that others who ask of journeys see it. */
    void settle() {
        pages.write();
    }

    List<Journey> all(Collection<JourneyId> ids) {
        return ids.isEmpty()
                ? List.of()
                : sql("select * from journeys_journey where id in (:ids)")
                        .param(
                                "ids",
                                ids.stream().map(JourneyId::value).distinct().toList())
                        .query(JourneyStore::read)
                        .list();
    }

    List<Journey> of(PersonId participant) {
        return sql("""
                        select * from journeys_journey j where exists (
                            select 1 from journeys_participant p where p.journey_id = j.id and p.person_id = ?)
                        order by j.started_at desc, j.id
                        """).param(participant.value()).query(JourneyStore::read).list();
    }

    /** The ids of all within her reach. */
    Set<JourneyId> concerning(Involvements.Reach reach) {
        return concerning(sql("select j.id from journeys_journey j where " + CONCERNS), reach)
                .query((row, n) -> new JourneyId(row.getString(1)))
                .set();
    }

    static JdbcClient.StatementSpec concerning(JdbcClient.StatementSpec asked, Involvements.Reach reach) {
        return asked.param(
                        "subjects",
                        reach.subjects().stream().map(PersonId::value).toList())
                .param("organisations", values(reach.organisations()))
                .param(
                        "participants",
                        reach.places().stream().map(PersonId::value).toList());
    }

    /** No list of SQL is empty. */
    private static List<String> values(List<OrganisationNumber> organisations) {
        return organisations.isEmpty()
                ? List.of("")
                : organisations.stream().map(OrganisationNumber::value).toList();
    }

    /** Open journeys that are about the person or in which she takes part. */
    List<Journey> openWith(PersonId person) {
        Involvements.Reach hers = new Involvements.Reach(List.of(person), List.of(person), List.of());
        return concerning(
                        sql("select * from journeys_journey j where j.state = 'open' and (" + CONCERNS
                                + ") order by j.started_at desc, j.id"),
                        hers)
                .query(JourneyStore::read)
                .list();
    }

    List<Journey> openAbout(PersonId subject) {
        return sql("select * from journeys_journey where subject_person = ? and state = 'open' order by started_at")
                .param(subject.value())
                .query(JourneyStore::read)
                .list();
    }

    List<Journey> openAbout(OrganisationNumber subject) {
        return sql("select * from journeys_journey where subject_number = ? and state = 'open' order by started_at")
                .param(subject.value())
                .query(JourneyStore::read)
                .list();
    }

    /** Adds a participant; true when the person did not have the role yet. */
    boolean join(JourneyId id, PersonId person, String role) {
        if (begins(id)) {
            return pages.gathered().join(id, person, role, clock.instant());
        }
        forget(id);
        return sql("""
                                insert into journeys_participant (journey_id, person_id, role, since)
                                select j.id, cast(? as varchar), cast(? as varchar), cast(? as timestamp with time zone)
                                from journeys_journey j where j.id = ? and not exists (
                                    select 1 from journeys_participant p
                                    where p.journey_id = j.id and p.person_id = ? and p.role = ?)
                                """)
                        .params(person.value(), role, now(), id.value(), person.value(), role)
                        .update()
                == 1;
    }

    void leave(JourneyId id, PersonId person, String role) {
        forget(id);
        sql("delete from journeys_participant where journey_id = ? and person_id = ? and role = ?")
                .params(id.value(), person.value(), role)
                .update();
    }

    private void forget(JourneyId id) {
        JourneyPages unwritten = pages.find();
        if (unwritten != null) {
            unwritten.forgetParticipants(id);
        }
    }

    List<Participant> participants(JourneyId id) {
        JourneyPages unwritten = pages.find();
        List<Participant> known = unwritten == null ? null : unwritten.participants(id);
        return known != null
                ? known
                : sql("select person_id, role from journeys_participant where journey_id = ? order by since, role, person_id")
                        .param(id.value())
                        .query((row, n) -> new Participant(new PersonId(row.getString(1)), row.getString(2)))
                        .list();
    }

    /**
     * A start that was asked for with a key.
     *
     * @param content what was asked for, see {@link StartCommand#content}; null for starts of before it was kept
     */
    record EarlierStart(JourneyId journey, @Nullable String content) {}

    Optional<EarlierStart> startedWith(String caller, String key) {
        return sql("select journey_id, content from journeys_start where caller = ? and start_key = ?")
                .params(caller, key)
                .query((row, n) -> new EarlierStart(new JourneyId(row.getString(1)), row.getString(2)))
                .optional();
    }

    /** Claims an idempotency key for a start; fails with a duplicate key when another transaction has it. */
    void keep(String caller, String key, String content, JourneyId journey) {
        sql("insert into journeys_start (caller, start_key, content, journey_id, at) values (?, ?, ?, ?, ?)")
                .params(caller, key, content, journey.value(), now())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Journey read(ResultSet row, int number) throws SQLException {
        String person = row.getString("subject_person");
        String organisation = row.getString("subject_number");
        Timestamp ended = row.getTimestamp("ended_at");
        return new Journey(
                new JourneyId(row.getString("id")),
                row.getString("life_event"),
                row.getInt("version"),
                row.getString("definition_id"),
                row.getString("process_instance_id"),
                person == null ? null : new PersonId(person),
                organisation == null ? null : OrganisationNumber.of(organisation),
                row.getString("municipality"),
                row.getBoolean("guarded"),
                row.getString("state").equals("open"),
                row.getString("end_element"),
                row.getTimestamp("started_at").toInstant(),
                ended == null ? null : ended.toInstant());
    }
}

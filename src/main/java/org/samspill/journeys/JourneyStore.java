package org.samspill.journeys;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of journeys, their participants and their idempotency keys. */
@Component
class JourneyStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    JourneyStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void insert(JourneyId id, String lifeEvent, int version, String definition) {
        jdbc.sql("""
                        insert into journeys_journey (id, life_event, version, definition_id, state, started_at)
                        values (?, ?, ?, ?, 'open', ?)
                        """).params(id.value(), lifeEvent, version, definition, now()).update();
    }

    void instance(JourneyId id, String processInstanceId) {
        jdbc.sql("update journeys_journey set process_instance_id = ? where id = ?")
                .params(processInstanceId, id.value())
                .update();
    }

    void subject(JourneyId id, PersonId person) {
        jdbc.sql("update journeys_journey set subject_person = ? where id = ?")
                .params(person.value(), id.value())
                .update();
    }

    void subject(JourneyId id, OrganisationNumber number) {
        jdbc.sql("update journeys_journey set subject_number = ? where id = ?")
                .params(number.value(), id.value())
                .update();
    }

    void municipality(JourneyId id, String municipality) {
        jdbc.sql("update journeys_journey set municipality = ? where id = ?")
                .params(municipality, id.value())
                .update();
    }

    void endElement(JourneyId id, String element) {
        jdbc.sql("update journeys_journey set end_element = ? where id = ?")
                .params(element, id.value())
                .update();
    }

    void ended(JourneyId id) {
        jdbc.sql("update journeys_journey set state = 'ended', ended_at = ? where id = ? and state = 'open'")
                .params(now(), id.value())
                .update();
    }

    Optional<Journey> find(JourneyId id) {
        return jdbc.sql("select * from journeys_journey where id = ?")
                .param(id.value())
                .query(JourneyStore::read)
                .optional();
    }

    List<Journey> all(Collection<JourneyId> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbc.sql("select * from journeys_journey where id in (:ids)")
                        .param(
                                "ids",
                                ids.stream().map(JourneyId::value).distinct().toList())
                        .query(JourneyStore::read)
                        .list();
    }

    List<Journey> of(PersonId participant) {
        return jdbc.sql("""
                        select * from journeys_journey j where exists (
                            select 1 from journeys_participant p where p.journey_id = j.id and p.person_id = ?)
                        order by j.started_at desc, j.id
                        """)
                .param(participant.value())
                .query(JourneyStore::read)
                .list();
    }

    List<Journey> ofOrAbout(PersonId participant, List<PersonId> subjects) {
        return jdbc.sql("""
                        select * from journeys_journey j where j.subject_person in (:subjects) or exists (
                            select 1 from journeys_participant p where p.journey_id = j.id and p.person_id = :participant)
                        order by j.started_at desc, j.id
                        """)
                .param("subjects", subjects.stream().map(PersonId::value).toList())
                .param("participant", participant.value())
                .query(JourneyStore::read)
                .list();
    }

    List<Journey> openAbout(PersonId subject) {
        return jdbc.sql(
                        "select * from journeys_journey where subject_person = ? and state = 'open' order by started_at")
                .param(subject.value())
                .query(JourneyStore::read)
                .list();
    }

    List<Journey> openAbout(OrganisationNumber subject) {
        return jdbc.sql(
                        "select * from journeys_journey where subject_number = ? and state = 'open' order by started_at")
                .param(subject.value())
                .query(JourneyStore::read)
                .list();
    }

    /** Adds a participant; true when the person did not have the role yet. */
    boolean join(JourneyId id, PersonId person, String role) {
        boolean there = jdbc.sql(
                                "select count(*) from journeys_participant where journey_id = ? and person_id = ? and role = ?")
                        .params(id.value(), person.value(), role)
                        .query(Integer.class)
                        .single()
                > 0;
        if (!there) {
            jdbc.sql("insert into journeys_participant (journey_id, person_id, role, since) values (?, ?, ?, ?)")
                    .params(id.value(), person.value(), role, now())
                    .update();
        }
        return !there;
    }

    void leave(JourneyId id, PersonId person, String role) {
        jdbc.sql("delete from journeys_participant where journey_id = ? and person_id = ? and role = ?")
                .params(id.value(), person.value(), role)
                .update();
    }

    List<Participant> participants(JourneyId id) {
        return jdbc.sql(
                        "select person_id, role from journeys_participant where journey_id = ? order by since, person_id, role")
                .param(id.value())
                .query((row, n) -> new Participant(new PersonId(row.getString(1)), row.getString(2)))
                .list();
    }

    /**
     * A start that was asked for with a key.
     *
     * @param content what was asked for, see {@link Journeys.StartCommand#content}; null for starts of before it was kept
     */
    record EarlierStart(JourneyId journey, @Nullable String content) {}

    Optional<EarlierStart> startedWith(String caller, String key) {
        return jdbc.sql("select journey_id, content from journeys_start where caller = ? and start_key = ?")
                .params(caller, key)
                .query((row, n) -> new EarlierStart(new JourneyId(row.getString(1)), row.getString(2)))
                .optional();
    }

    /** Claims an idempotency key for a start; fails with a duplicate key when another transaction has it. */
    void keep(String caller, String key, String content, JourneyId journey) {
        jdbc.sql("insert into journeys_start (caller, start_key, content, journey_id, at) values (?, ?, ?, ?, ?)")
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
                row.getString("state").equals("open"),
                row.getString("end_element"),
                row.getTimestamp("started_at").toInstant(),
                ended == null ? null : ended.toInstant());
    }
}

package org.samspill.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.NationalId;
import org.samspill.actors.People;
import org.samspill.actors.PersonId;
import org.samspill.actors.Role;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.LostKeys;
import org.samspill.journeys.StartCommand;
import org.samspill.work.MachineWork;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Journeys in which somebody's name, number and words stand wherever they can, and what becomes of them. */
final class PlantedJourneys {

    static final PersonId OPERATOR = PersonId.random();

    final LostKeys keys;
    private final ApplicationContext program;
    private final Journeys journeys;
    private final WorkItems items;
    private final People people;
    private final Holds holds;
    private final RetentionRun run;
    private final JdbcClient jdbc;

    PlantedJourneys(ApplicationContext program) {
        this.program = program;
        keys = new LostKeys(program);
        journeys = program.getBean(Journeys.class);
        items = program.getBean(WorkItems.class);
        people = program.getBean(People.class);
        holds = program.getBean(Holds.class);
        run = program.getBean(RetentionRun.class);
        jdbc = program.getBean(JdbcClient.class);
    }

    /** A journey that is over; the planted words stand wherever a journey or somebody in it can leave words. */
    JourneyId over(Planted planted) {
        return over(planted, () -> {});
    }

    /** The same; somebody looks while it runs. */
    JourneyId over(Planted planted, Runnable look) {
        PersonId tenant = people.register(NationalId.of(planted.number), planted.name, null, null)
                .id();
        JourneyId journey = journeys.start(new StartCommand(
                        "lost-key",
                        null,
                        tenant,
                        null,
                        tenant.value(),
                        planted.words,
                        Map.of(
                                "tenant.nationalId",
                                planted.number,
                                "key.lostOn",
                                LocalDate.of(2026, 11, 20),
                                "key.stolen",
                                false)))
                .orElseThrow()
                .journey()
                .id();
        WorkItem lease = keys.waiting(journey, "Service_ReadLease");
        program.getBean(MachineWork.class).fail(keys.locked(lease), lease.id(), planted.words, 2, Duration.ZERO);
        look.run();
        keys.delivered(
                journey, "Service_ReadLease", Map.of("lease.address", planted.address, "lease.lockClass", "standard"));
        assertThat(items.open(
                        keys.waiting(journey, "Task_AcceptCost").id(),
                        new CurrentUser(tenant, planted.name, null, Set.of(), false, Set.of(Role.CITIZEN))))
                .as("somebody reads, which is written down")
                .isPresent();
        keys.answered(journey, "Task_AcceptCost", Map.of("cost.accepted", "true"));
        keys.delivered(journey, "Service_ReplaceLock", Map.of("lock.replacedOn", "2030-01-31"));
        plant(journey, tenant, planted);
        return journey;
    }

    private void plant(JourneyId journey, PersonId tenant, Planted planted) {
        String item = items.ofJourney(journey).get(0).id();
        String w = planted.words;
        sql("update work_item set failure = ?, worker = ?, person = ? where id = ?", w, w, tenant.value(), item);
        sql(
                "insert into casework_note (journey_id, work_item, organisation, author, at, words) values (?, ?, '310001015', ?, current_timestamp, ?)",
                journey.value(),
                item,
                tenant.value(),
                w + " " + planted.name);
        sql(
                "insert into work_draft (work_item, person, saved_at, answers) values (?, ?, current_timestamp, ?)",
                item,
                tenant.value(),
                "{\"a\":[\"" + w + "\"]}");
        sql(
                "insert into work_notice (work_item, level, at, recipient) values (?, 1, current_timestamp, ?)",
                item,
                tenant.value());
        sql(
                "insert into privacy_question (id, journey_id, asker, kind, organisation, text, answer, answered_at, asked_at) values (?, ?, ?, 'correction', '310001015', ?, ?, current_timestamp, current_timestamp)",
                question(journey).value(),
                journey.value(),
                tenant.value(),
                w,
                planted.name);
        sql(
                "insert into privacy_consent (id, journey_id, scope, grantor, purpose, given, decided_at) values (?, ?, 's', ?, ?, true, current_timestamp)",
                UUID.randomUUID().toString(),
                journey.value(),
                tenant.value(),
                w);
        sql(
                "insert into agencies_event (organisation, source, event_id, type, journeys, started, at) values ('310001015', ?, ?, 't', ?, true, current_timestamp)",
                "/person/" + planted.number,
                w,
                journey.value());
        sql(
                "insert into agencies_event_journey (journey_id, organisation, source, event_id) values (?, '310001015', ?, ?)",
                journey.value(),
                "/person/" + planted.number,
                w);
        String old = holds.set(journey.value(), w, null, OPERATOR);
        holds.lift(old, OPERATOR);
        sql("insert into identity_subject (issuer, subject, person) values ('elsewhere', ?, ?)", w, tenant.value());
        // She was signed in, and had sent a form when she no longer was.
        String session = UUID.randomUUID().toString();
        sql(
                "insert into identity_session (primary_id, session_id, creation_time, last_access_time, max_inactive_interval, expiry_time, principal_name) values (?, ?, 0, 0, 1800, ?, ?)",
                session,
                session,
                Long.MAX_VALUE,
                tenant.value());
        sql(
                "insert into identity_session_attributes (session_primary_id, attribute_name, attribute_bytes) values (?, 'KeptForm', ?)",
                session,
                (w + " " + planted.number).getBytes(StandardCharsets.UTF_8));
        sql(
                "insert into portal_sending (person, once_key, content, sent_at) values (?, ?, 1, current_timestamp)",
                tenant.value(),
                w);
        // An event about her that nobody took: ids and keys are all that such a row has.
        sql(
                "insert into webhooks_outbox (id, subscription, type, journey_id, work_item, process, element, at, state, due_at, failure) values (?, ?, 'WORK_ITEM_WITHDRAWN', ?, ?, 'lost-key', 'Task_AcceptCost', current_timestamp, 'DEAD', current_timestamp, 'timeout')",
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString(),
                journey.value(),
                item);
        sql(
                "insert into identity_sign_in (id, person, issuer, username, level, signed_in_at, ended_at) values (?, ?, 'elsewhere', ?, 'HIGH', current_timestamp, current_timestamp)",
                UUID.randomUUID().toString(),
                tenant.value(),
                planted.name);
    }

    /** A question is a journey of its own, here one that is over too. */
    JourneyId question(JourneyId about) {
        JourneyId id = JourneyId.random();
        sql(
                "insert into journeys_journey (id, life_event, version, definition_id, state, started_at, ended_at) select ?, 'own-data', version, definition_id, 'ended', started_at, ended_at from journeys_journey where id = ?",
                id.value(),
                about.value());
        sql(
                "insert into privacy_kept (journey_id, part, goes_on, definition_id, ended_at) select ?, part, goes_on, definition_id, ended_at from privacy_kept where journey_id = ? and part = 'journey'",
                id.value(),
                about.value());
        return id;
    }

    int sql(String statement, Object... parameters) {
        return jdbc.sql(statement).params(parameters).update();
    }

    void due(JourneyId journey) {
        sql(
                "update privacy_kept set goes_on = current_date - interval '1' day where journey_id = ? and part = 'journey'",
                journey.value());
    }

    void drain() {
        RetentionRun.Report report;
        do {
            report = run.run().orElseThrow();
        } while (report.removed() > 0);
    }

    Map<String, Long> removals(JourneyId journey) {
        Map<String, Long> removals = new TreeMap<>();
        jdbc.sql("select part, count(*) from privacy_removal where journey_id = ? group by part")
                .param(journey.value())
                .query(row -> {
                    removals.put(row.getString(1), row.getLong(2));
                });
        return removals;
    }
}

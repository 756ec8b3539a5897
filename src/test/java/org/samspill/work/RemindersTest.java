package org.samspill.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.samspill.SamspillTest;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.Organisation;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.Organisations;
import org.samspill.actors.People;
import org.samspill.actors.Person;
import org.samspill.actors.PersonId;
import org.samspill.actors.Role;
import org.samspill.actors.Sector;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.JourneyEvent.Kind;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.JourneyLog;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.StartCommand;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** A promise is reminded of at 80 %, alarmed at 100 % and escalated at 150 % of its time; each once, however many nodes look. */
@SamspillTest
// A program of its own: the moved clock and the organisation must not reach other tests.
@TestPropertySource(properties = "samspill.reminders-every=1h")
class RemindersTest {

    @Autowired
    private Reminders reminders;

    @Autowired
    private Journeys journeys;

    @Autowired
    private JourneyLog log;

    @Autowired
    private WorkItems work;

    @Autowired
    private Answering answering;

    @Autowired
    private WorkList list;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private Organisations organisations;

    @Autowired
    private People people;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void rightTheClock() {
        ClockUtil.reset();
    }

    @Test
    void eachLevelComesOnceAndTheLeaderHearsOfTheLast() throws Exception {
        CurrentUser boss = office();
        JourneyId journey = start();
        WorkItem item = work.ofJourney(journey).get(0);
        Duration span = Duration.between(item.createdAt(), item.promise().dueAt());

        at(item.createdAt().plus(span.multipliedBy(79).dividedBy(100)));
        assertThat(notices(journey)).isEmpty();
        at(item.createdAt().plus(span.multipliedBy(81).dividedBy(100)));
        assertThat(notices(journey)).containsExactly(Kind.REMINDED);
        at(item.promise().dueAt().plusSeconds(1));
        assertThat(notices(journey)).containsExactly(Kind.REMINDED, Kind.OVERDUE);
        at(item.createdAt().plus(span.multipliedBy(151).dividedBy(100)));
        assertThat(notices(journey)).containsExactly(Kind.REMINDED, Kind.OVERDUE, Kind.ESCALATED);
        assertThat(told(item, boss.person())).isEqualTo(1);
    }

    @Test
    void timeStandsStillWhileTheTenantIsAskedAndGoesOnWithWhatWasLeft() throws Exception {
        CurrentUser boss = office();
        JourneyId journey = start();
        WorkItem asking = work.ofJourney(journey).get(0);
        Duration span = Duration.between(asking.createdAt(), asking.promise().dueAt());

        Instant asked = asking.createdAt().plus(span.dividedBy(2));
        at(asked);
        assertThat(answering.refuse(asking.id(), boss, Answering.MORE_INFORMATION, "Hvilken dør gjelder det?"))
                .isInstanceOf(Outcome.Done.class);
        assertThat(work.find(asking.id(), boss))
                .hasValueSatisfying(item -> assertThat(item.paused()).isTrue());
        assertThat(list.desk(boss).page(WorkQuery.of(WorkQuery.View.WAITING)).items())
                .extracting(WorkItem::id)
                .contains(asking.id());
        assertThat(list.desk(boss).page(WorkQuery.of(WorkQuery.View.GROUP)).items())
                .extracting(WorkItem::id)
                .doesNotContain(asking.id());

        Instant answered = asked.plus(Duration.ofDays(5));
        at(answered);
        assertThat(notices(journey, asking.element())).isEmpty();
        WorkItem question = open(journey, "Task_TellMore");
        assertThat(answering.answer(question.id(), tenant(journey), Map.of("loss.detail", new String[] {"Ytterdøren"})))
                .isInstanceOf(Outcome.Done.class);

        WorkItem back = open(journey, asking.element());
        assertThat(back.promise().dueAt()).isEqualTo(asking.promise().dueAt().plus(Duration.ofDays(5)));
        assertThat(back.promise().stood()).isEqualTo(Duration.ofDays(5));
        assertThat(work.find(asking.id(), boss))
                .hasValueSatisfying(item -> assertThat(item.paused()).isFalse());
        at(answered.plus(span.multipliedBy(29).dividedBy(100)));
        assertThat(notices(journey, asking.element())).isEmpty();
        at(answered.plus(span.multipliedBy(31).dividedBy(100)));
        assertThat(notices(journey, asking.element())).containsExactly(Kind.REMINDED);
    }

    @Test
    void whatNobodyWillAnswerAnyMoreDoesNotWait() throws Exception {
        CurrentUser boss = office();
        JourneyId journey = start();
        WorkItem asking = work.ofJourney(journey).get(0);
        answering.refuse(asking.id(), boss, Answering.MORE_INFORMATION, "Hvilken dør gjelder det?");

        engine.getRuntimeService()
                .deleteProcessInstance(journeys.find(journey).orElseThrow().processInstanceId(), "moved away");

        assertThat(work.find(asking.id(), boss))
                .hasValueSatisfying(item -> assertThat(item.paused()).isFalse());
    }

    @Test
    void aNoIsNoQuestion() {
        CurrentUser boss = office();
        JourneyId journey = start();
        WorkItem item = work.ofJourney(journey).get(0);
        answering.refuse(item.id(), boss, "no-lease", null);

        assertThat(work.find(item.id(), boss))
                .hasValueSatisfying(ended -> assertThat(ended.paused()).isFalse());
    }

    /** The office that has the work, through its leader. */
    private CurrentUser office() {
        OrganisationNumber number = OrganisationNumber.of("310001015");
        Organisation office =
                new Organisation(number, "Boligkontoret", Sector.PUBLIC, Set.of("housing-office"), Set.of());
        organisations.register(office);
        Person leader = people.add("Lederen");
        people.employ(leader.id(), number, Set.of(), true);
        return new CurrentUser(leader.id(), leader.name(), office, Set.of(), true, Set.of(Role.CASEWORKER));
    }

    private CurrentUser tenant(JourneyId journey) {
        return new CurrentUser(
                journeys.participants(journey).get(0).person(),
                "Leietakeren",
                null,
                Set.of(),
                false,
                Set.of(Role.CITIZEN));
    }

    private WorkItem open(JourneyId journey, String element) {
        return work.ofJourney(journey).stream()
                .filter(item -> item.open() && item.element().equals(element))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theCoordinatorOfTheJourneyHearsOfTheLastToo() throws Exception {
        office();
        JourneyId journey = start();
        WorkItem item = work.ofJourney(journey).get(0);
        PersonId coordinator = people.add("Koordinatoren").id();
        // She has done a coordinator's work in the journey.
        jdbc.sql("""
                        insert into work_item (id, kind, state, journey_id, life_event, definition_id, process, element,
                            activity_instance, execution_id, actor, actor_function, assignee, created_at, promise,
                            promise_origin, promise_source, due_at, notice_level, ended_at, ended_by)
                        select 'done-' || substr(id, 1, 30), 'USER', 'DONE', journey_id, life_event, definition_id, process,
                            'Task_Coordinate', 'done-' || substr(activity_instance, 1, 40), execution_id, 'municipality',
                            'barnekoordinator', ?, created_at, promise, promise_origin, promise_source, due_at, 0,
                            created_at, ?
                        from work_item where id = ?
                        """)
                .params(coordinator.value(), coordinator.value(), item.id())
                .update();
        Duration span = Duration.between(item.createdAt(), item.promise().dueAt());

        at(item.createdAt().plus(span.multipliedBy(101).dividedBy(100)));
        at(item.createdAt().plus(span.multipliedBy(149).dividedBy(100)));
        assertThat(told(item, coordinator)).isZero();
        at(item.createdAt().plus(span.multipliedBy(151).dividedBy(100)));
        at(item.createdAt().plus(span.multipliedBy(300).dividedBy(100)));
        assertThat(told(item, coordinator)).isEqualTo(1);
    }

    private int told(WorkItem item, PersonId recipient) {
        return jdbc.sql("select count(*) from work_notice where work_item = ? and recipient = ? and level = 3")
                .params(item.id(), recipient.value())
                .query(Integer.class)
                .single();
    }

    private JourneyId start() {
        return journeys.start(new StartCommand(
                        "lost-key",
                        null,
                        people.add("Leietakeren").id(),
                        null,
                        "reminders",
                        null,
                        Map.of("tenant.nationalId", "01851850135", "key.stolen", false)))
                .orElseThrow()
                .journey()
                .id();
    }

    /** Two nodes look at the same moment. */
    private void at(Instant moment) throws Exception {
        ClockUtil.setCurrentTime(Date.from(moment));
        ExecutorService nodes = Executors.newFixedThreadPool(2);
        try {
            Callable<Void> look = () -> {
                reminders.sendDue();
                return null;
            };
            for (var done : nodes.invokeAll(List.of(look, look))) {
                done.get();
            }
        } finally {
            nodes.shutdown();
        }
    }

    private List<Kind> notices(JourneyId journey) {
        return notices(journey, "Service_ReadLease");
    }

    private List<Kind> notices(JourneyId journey, String element) {
        return log.of(journey).stream()
                .filter(event -> element.equals(event.element()))
                .map(JourneyEvent::kind)
                .filter(Set.of(Kind.REMINDED, Kind.OVERDUE, Kind.ESCALATED)::contains)
                .toList();
    }
}

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
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.samspill.SamspillTest;
import org.samspill.actors.Organisation;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.Organisations;
import org.samspill.actors.People;
import org.samspill.actors.Person;
import org.samspill.actors.Sector;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.JourneyEvent.Kind;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.JourneyLog;
import org.samspill.journeys.Journeys;
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
        OrganisationNumber office = OrganisationNumber.of("310001015");
        organisations.register(
                new Organisation(office, "Boligkontoret", Sector.PUBLIC, Set.of("housing-office"), Set.of()));
        Person leader = people.add("Lederen");
        people.employ(leader.id(), office, Set.of(), true);
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
        assertThat(jdbc.sql("select count(*) from work_notice where work_item = ? and recipient = ? and level = 3")
                        .params(item.id(), leader.id().value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    private JourneyId start() {
        return journeys.start(new Journeys.StartCommand(
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
        return log.of(journey).stream()
                .map(JourneyEvent::kind)
                .filter(Set.of(Kind.REMINDED, Kind.OVERDUE, Kind.ESCALATED)::contains)
                .toList();
    }
}

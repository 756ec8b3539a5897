package org.samspill.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.samspill.SamspillTest;
import org.samspill.actors.Organisation;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.Organisations;
import org.samspill.actors.People;
import org.samspill.actors.Sector;
import org.samspill.agencies.AgencyHealth;
import org.samspill.identity.Clients;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.StartCommand;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A demo agency is an ordinary client: it fetches over HTTP, answers as is usual, and gives back what it holds when it stops. */
@SamspillTest
class DemoAgencyTest {

    private static final String SERVICE = "housing-office.lease.read";
    private static final OrganisationNumber OFFICE = OrganisationNumber.of("310840122");

    @Autowired
    private AgencyAnswers answers;

    @Autowired
    private AgencyHealth health;

    @Autowired
    private Journeys journeys;

    @Autowired
    private WorkItems work;

    @Autowired
    private Organisations organisations;

    @Autowired
    private Clients clients;

    @Autowired
    private People people;

    @LocalServerPort
    private int port;

    private final ScheduledExecutorService hands = Executors.newScheduledThreadPool(2);

    @BeforeEach
    void admit() {
        organisations.register(
                new Organisation(OFFICE, "Aaa boligkontor", Sector.PUBLIC, Set.of("housing-office"), Set.of()));
        clients.admit(OFFICE, clients.hash("demo"));
    }

    @AfterEach
    void end() {
        hands.shutdownNow();
    }

    private DemoAgency agency(Duration delay) {
        DemoAgency agency =
                new DemoAgency(URI.create("http://localhost:" + port), OFFICE, "demo", answers, hands, delay);
        agency.serve(Set.of(SERVICE));
        return agency;
    }

    private JourneyId started() {
        return journeys.start(new StartCommand(
                        "lost-key",
                        null,
                        people.add("Leietaker").id(),
                        null,
                        "test",
                        null,
                        Map.of("tenant.nationalId", "01819010192", "key.lostOn", "2026-05-01", "key.stolen", false)))
                .orElseThrow()
                .journey()
                .id();
    }

    private WorkItem lease(JourneyId journey) {
        return work.ofJourney(journey).stream()
                .filter(item -> SERVICE.equals(item.service()))
                .findFirst()
                .orElseThrow();
    }

    /** Looks at the item again and again, a little apart, until it is as wanted. */
    private WorkItem until(JourneyId journey, Predicate<WorkItem> wanted) throws InterruptedException {
        BlockingQueue<WorkItem> seen = new LinkedBlockingQueue<>();
        var looking = hands.scheduleWithFixedDelay(
                () -> {
                    WorkItem item = lease(journey);
                    if (wanted.test(item)) {
                        seen.add(item);
                    }
                },
                0,
                50,
                TimeUnit.MILLISECONDS);
        WorkItem item = seen.poll(40, TimeUnit.SECONDS);
        looking.cancel(false);
        assertThat(item).isNotNull();
        return item;
    }

    @Test
    void itAnswersWhatItFetches() throws InterruptedException {
        JourneyId journey = started();
        assertThat(lease(journey).organisation()).isEqualTo(OFFICE);
        DemoAgency agency = agency(Duration.ofMillis(100));
        WorkItem answered = until(journey, item -> !item.open());
        agency.stop();
        assertThat(answered.endedBy()).isEqualTo(OFFICE + ":demo-agency");
        assertThat(health.all())
                .filteredOn(one -> one.organisation().equals(OFFICE))
                .singleElement()
                .satisfies(one -> assertThat(one.lastSeen()).isNotNull());
    }

    @Test
    void itGivesBackWhatItHoldsWhenItStops() throws InterruptedException {
        JourneyId journey = started();
        DemoAgency agency = agency(Duration.ofHours(1));
        until(journey, item -> item.worker() != null);
        agency.stop();
        WorkItem after = lease(journey);
        assertThat(after.open()).isTrue();
        assertThat(after.worker()).isNull();
        assertThat(health.all())
                .filteredOn(one -> one.organisation().equals(OFFICE))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.waiting()).isPositive();
                    assertThat(one.oldest()).isNotNull();
                });
    }
}

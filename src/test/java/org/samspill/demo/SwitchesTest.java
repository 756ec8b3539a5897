package org.samspill.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.samspill.Http;
import org.samspill.SamspillTest;
import org.samspill.actors.Organisations;
import org.samspill.catalogue.LifeEvents;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.StartCommand;
import org.samspill.web.Doors;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The operator's switches on a real machine: what it does not fetch waits and gives an alarm, and goes on when it is started again. */
@SamspillTest
class SwitchesTest {

    /** Skatteetaten, which answers for the population register. */
    private static final String AGENCY = "210020373";

    @Autowired
    private ConfigurableApplicationContext program;

    @Autowired
    private Journeys journeys;

    @Autowired
    private WorkItems work;

    @LocalServerPort
    private int port;

    private final ScheduledExecutorService hands = Executors.newScheduledThreadPool(1);
    private DemoAgencies agencies;
    private Http operator;

    /** The program of the tests has no machines; here it gets the demo's, all of them stopped. */
    @BeforeEach
    void theSwitches() {
        agencies = new DemoAgencies(
                program.getBean(DemoWorld.class),
                program.getBean(Organisations.class),
                program.getBean(LifeEvents.class),
                program.getBean(AgencyAnswers.class),
                program.getBean(Doors.class),
                program.getEnvironment(),
                Duration.ofSeconds(2));
        agencies.start();
        program.getBeanFactory().registerSingleton("switches", agencies);
        operator = new Http(port).signedInAs("operator.odin");
    }

    @AfterEach
    void withoutThem() {
        ((org.springframework.beans.factory.support.DefaultSingletonBeanRegistry) program.getBeanFactory())
                .destroySingleton("switches");
        agencies.stop();
        hands.shutdownNow();
    }

    @Test
    void whatAStoppedMachineDoesNotFetchWaitsWithAnAlarmAndGoesOnAfterItsStart() throws InterruptedException {
        turn("start");
        JourneyId first = started();
        until(first, item -> !item.open());

        turn("stop");
        assertThat(operator.get("/operations").body()).contains("Maskinen til Skatteetaten er stanset");
        JourneyId second = started();
        // The last poll may still take it, and then gives it back.
        assertThat(rowSaying("Arbeid venter, men maskinen henter det ikke"))
                .contains("Stanset")
                .doesNotContain("over fristen");

        program.getBean(JdbcClient.class)
                .sql(
                        "update work_item set due_at = timestamp with time zone '2020-01-01 00:00:00+00' where journey_id = ?")
                .param(second.value())
                .update();
        assertThat(rowSaying("over fristen")).containsPattern("\\d+ oppgave(r)? er over fristen");

        turn("start");
        WorkItem answered = until(second, item -> !item.open());
        assertThat(answered.endedBy()).isEqualTo(AGENCY + ":demo-agency");
        assertThat(row()).contains("I drift").doesNotContain("maskinen henter det ikke");
    }

    private void turn(String how) {
        Http.Answer answer = operator.postForm("/operations", "/operations/agencies/" + AGENCY + "/" + how, Map.of());
        assertThat(answer.status()).isEqualTo(302);
    }

    /** The agency's row of the operator's page. */
    private String row() {
        Matcher rows = Pattern.compile("(?s)<tr>(?:(?!</tr>).)*>Skatteetaten<.*?</tr>")
                .matcher(operator.get("/operations").body());
        assertThat(rows.find()).isTrue();
        return rows.group();
    }

    private JourneyId started() {
        return journeys.start(new StartCommand(
                        "seriously-ill-child",
                        "DiagnosisOrConcernRegistered",
                        null,
                        null,
                        "switches-test",
                        null,
                        Map.of("child.nationalId", "14831970260", "report.source", "hospital")))
                .orElseThrow()
                .journey()
                .id();
    }

    /** The agency's row once it says so. */
    private String rowSaying(String words) throws InterruptedException {
        return once(() -> Stream.of(row()).filter(row -> row.contains(words)));
    }

    /** What the register is asked in the journey, once it is as wanted. */
    private WorkItem until(JourneyId journey, Predicate<WorkItem> wanted) throws InterruptedException {
        return once(() -> work.ofJourney(journey).stream()
                .filter(item -> item.element().equals("Service_ReadPerson"))
                .filter(wanted));
    }

    /** Looks again and again, a little apart, until there is something to be seen. */
    private <T> T once(Supplier<Stream<T>> look) throws InterruptedException {
        BlockingQueue<T> seen = new LinkedBlockingQueue<>();
        var looking = hands.scheduleWithFixedDelay(() -> look.get().forEach(seen::add), 0, 50, TimeUnit.MILLISECONDS);
        T found = seen.poll(60, TimeUnit.SECONDS);
        looking.cancel(false);
        assertThat(found).isNotNull();
        return found;
    }
}

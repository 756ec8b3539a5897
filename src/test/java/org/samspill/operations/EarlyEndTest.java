package org.samspill.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.samspill.Http;
import org.samspill.SamspillTest;
import org.samspill.actors.PersonId;
import org.samspill.journeys.EarlyEnd;
import org.samspill.journeys.Journey;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.JourneyLog;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.LostKeys;
import org.samspill.privacy.ErasureRequests;
import org.samspill.privacy.ErasureRequests.Ground;
import org.samspill.privacy.Holds;
import org.samspill.privacy.RetentionRun;
import org.samspill.work.MachineWork;
import org.samspill.work.Outcome;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A running journey is ended so that it can be erased: nobody works on, and nothing about anybody is left; or it is said what is in the way. */
@SamspillTest
class EarlyEndTest {

    private static final String PAGE = "/operations/retention";
    private static final String NUMBER = "01819010192";

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext program;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Journeys journeys;

    @Autowired
    private WorkItems items;

    @Autowired
    private EarlyEnd early;

    @Autowired
    private ErasureRequests requests;

    @Autowired
    private TransactionTemplate transaction;

    private LostKeys keys;
    private Http operator;

    @BeforeEach
    void signIn() {
        keys = new LostKeys(program);
        operator = new Http(port).signedInAs("operator.odin");
    }

    private Http.Answer end(String journey, String ground, String reason) {
        return operator.postForm(PAGE, PAGE + "/ends", Map.of("journey", journey, "ground", ground, "reason", reason));
    }

    @Test
    void aMistakeIsEndedInTheMiddleAndErased() {
        JourneyId journey = keys.withALockToReplace("Kari Nordmann", NUMBER);
        WorkItem item = keys.waiting(journey, "Service_ReplaceLock");
        MachineWork.Worker worker = keys.locked(item);

        assertThat(end(journey.value(), "mistake", "Sak 2026/77").location()).contains(PAGE);
        assertThat(operator.get(PAGE).body()).contains("Forløpet er avsluttet");

        Journey over = journeys.find(journey).orElseThrow();
        assertThat(over.open()).isFalse();
        assertThat(over.endElement()).isEqualTo(Journey.ENDED_EARLY);
        assertThat(items.ofJourney(journey)).noneMatch(WorkItem::open);
        MachineWork machines = program.getBean(MachineWork.class);
        assertThat(machines.complete(worker, item.id(), Map.of("lock.replacedOn", "2026-11-23")))
                .isInstanceOf(Outcome.Ended.class);
        assertThat(machines.lock(worker, item.id(), Duration.ofMinutes(1))).isNotInstanceOf(Outcome.Done.class);
        assertThat(program.getBean(JourneyLog.class).of(journey))
                .as("those who follow the log are told of the withdrawal and of the end")
                .anySatisfy(row -> {
                    assertThat(row.kind()).isEqualTo(JourneyEvent.Kind.CANCELLED);
                    assertThat(row.workItem()).isEqualTo(item.id());
                })
                .last()
                .satisfies(row -> {
                    assertThat(row.kind()).isEqualTo(JourneyEvent.Kind.ENDED);
                    assertThat(row.outcome()).isEqualTo(Journey.ENDED_EARLY);
                });
        assertThat(inTheEngine(over)).isZero();

        program.getBean(RetentionRun.class).run();
        assertThat(journeys.participants(journey)).isEmpty();
        assertThat(jdbc.sql("select reason from privacy_erasure_request where journey_id = ?")
                        .param(journey.value())
                        .query(String.class)
                        .list())
                .containsOnlyNulls();
        assertThat(jdbc.sql("select cause from privacy_removal where journey_id = ? and part = 'journey'")
                        .param(journey.value())
                        .query(String.class)
                        .list())
                .containsExactly("request");
    }

    private long inTheEngine(Journey journey) {
        String instance = journey.processInstanceId();
        return jdbc.sql("""
                        select (select count(*) from act_ru_execution where root_proc_inst_id_ = :instance)
                            + (select count(*) from act_ru_job where process_instance_id_ = :instance)
                            + (select count(*) from act_ru_event_subscr where proc_inst_id_ = :instance)
                            + (select count(*) from act_ru_variable where proc_inst_id_ = :instance)
                        """).param("instance", instance).query(Long.class).single();
    }

    @Test
    void whatIsInTheWayIsSaidAndNothingIsEnded() {
        JourneyId journey = keys.reported("Ola Nordmann", NUMBER);
        assertThat(end("tull", "", "Gjelder " + NUMBER))
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(422))
                .satisfies(answer -> assertThat(answer.body())
                        .contains(
                                "Forløpet finnes ikke",
                                "id=\"end-journey-error\"",
                                "id=\"end-ground-error\"",
                                "id=\"end-reason-error\"",
                                "Velg hvorfor",
                                "Ta bort fødselsnummeret",
                                "value=\"tull\"",
                                "href=\"#end-ground\""));
        assertThat(end(UUID.randomUUID().toString(), "mistake", "Sak 1").body()).contains("Forløpet finnes ikke");
        assertThat(end(journey.value(), "request", "Sak 2").body())
                .contains("Ingen organisasjon har sagt ja", journey.value(), ">Sak 2</textarea>");

        Holds holds = program.getBean(Holds.class);
        String hold = holds.set(journey.value(), "Tilsyn", null, PersonId.random());
        assertThat(end(journey.value(), "mistake", "Sak 3").body()).contains("Forløpet bevares inntil videre");
        holds.lift(hold, PersonId.random());
        assertThat(journeys.find(journey).orElseThrow().open()).isTrue();

        transaction.executeWithoutResult(
                status -> requests.journey(UUID.randomUUID().toString(), journey.value()));
        assertThat(end(journey.value(), "request", "Sak 4").location()).contains(PAGE);
        assertThat(end(journey.value(), "mistake", "Sak 5").body()).contains("Noen har alt bestemt det");
        program.getBean(RetentionRun.class).run();
        assertThat(journeys.participants(journey)).isEmpty();
    }

    @Test
    void twoWhoDecideAtOnceEndItOnce() throws Exception {
        JourneyId journey = keys.reported("Eva Nordmann", NUMBER);
        ExecutorService hands = Executors.newFixedThreadPool(2);
        try {
            List<Future<EarlyEnd.Answer>> answers = IntStream.range(0, 2)
                    .mapToObj(who -> hands.submit(
                            () -> early.end(journey, Ground.MISTAKE, "Sak " + LocalDate.EPOCH, PersonId.random())))
                    .toList();
            assertThat(List.of(answers.get(0).get(), answers.get(1).get()))
                    .containsExactlyInAnyOrder(EarlyEnd.Answer.DECIDED, EarlyEnd.Answer.DECIDED_BEFORE);
        } finally {
            hands.shutdown();
        }
        assertThat(program.getBean(JourneyLog.class).of(journey))
                .filteredOn(row -> row.kind() == JourneyEvent.Kind.ENDED)
                .hasSize(1);
        program.getBean(RetentionRun.class).run();
    }
}

package org.samspill.agencies;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.samspill.Attack;
import org.samspill.Attacks;
import org.samspill.Http;
import org.samspill.PostgresServer;
import org.samspill.Samspill;
import org.samspill.actors.NationalId;
import org.samspill.actors.Organisations;
import org.samspill.actors.People;
import org.samspill.actors.PersonId;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.JourneyLog;
import org.samspill.journeys.Journeys;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;

/** Two programs that were started at the same moment on one empty PostgreSQL are one service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoNodesTest {

    private static final int POLL_MILLIS = 20_000;

    private ConfigurableApplicationContext one;
    private ConfigurableApplicationContext other;
    private Garden garden;
    private Machine atTheOther;

    @BeforeAll
    void startBothAtOnce() {
        String database = PostgresServer.emptyDatabase();
        CompletableFuture<ConfigurableApplicationContext> first = CompletableFuture.supplyAsync(() -> node(database));
        CompletableFuture<ConfigurableApplicationContext> second = CompletableFuture.supplyAsync(() -> node(database));
        one = first.join();
        other = second.join();
        garden = Garden.of(one);
        // The token of one node opens the other's door.
        atTheOther = garden.office.at(port(other));
    }

    private static ConfigurableApplicationContext node(String database) {
        return new SpringApplicationBuilder(Samspill.class)
                .profiles("test", "postgres")
                .run("--server.port=0", "--SAMSPILL_DB_URL=" + database, "--SAMSPILL_DB_USER=postgres");
    }

    @AfterAll
    void stop() {
        List.of(one, other).forEach(ConfigurableApplicationContext::close);
    }

    @Test
    void bothAgreeOnTablesModelsAndTheDemoWorld() {
        List<String> deployed = one.getBean(RepositoryService.class).createDeploymentQuery().list().stream()
                .map(Deployment::getName)
                .toList();
        assertThat(deployed).doesNotHaveDuplicates().contains("seriously-ill-child", "voluntary-organisation");
        assertThat(other.getBean(Organisations.class).all())
                .containsExactlyInAnyOrderElementsOf(
                        one.getBean(Organisations.class).all());
    }

    @Test
    void aPollAtOneNodeIsWokenByWorkThatBeganAtTheOther() throws Exception {
        CompletableFuture<Machine.Answer> poll = atTheOther.posting(
                "/engine-rest/external-task/fetchAndLock",
                Map.of(
                        "workerId",
                        "w",
                        "maxTasks",
                        1,
                        "asyncResponseTimeout",
                        POLL_MILLIS,
                        "topics",
                        List.of(Map.of("topicName", Garden.SURVEY, "lockDuration", 60_000))));
        JourneyId journey = garden.started();

        Machine.Answer answer = poll.get(POLL_MILLIS / 2, TimeUnit.MILLISECONDS);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).hasSize(1);
        WorkItem item = only(journey);
        assertThat(answer.json().get(0).get("id").asText()).isEqualTo(item.id());
        List<CompletableFuture<Machine.Answer>> completions = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Machine machine = i % 2 == 0 ? garden.office : atTheOther;
            completions.add(machine.posting(
                    "/engine-rest/external-task/" + item.id() + "/complete",
                    Map.of("workerId", "w", "variables", Garden.surveyed())));
        }
        Set<Integer> statuses = new HashSet<>();
        completions.forEach(completion -> statuses.add(completion.join().status()));
        // The first completes; a repeat by the same worker is answered as the first was.
        assertThat(statuses).containsExactly(204);
        assertThat(completed(journey)).isEqualTo(1);
    }

    @Attack(Attacks.F12)
    @Test
    void oneKeyStartsOneJourneyAtWhicheverNode() {
        List<CompletableFuture<JourneyId>> starts = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Journeys journeys = (i % 2 == 0 ? one : other).getBean(Journeys.class);
            starts.add(CompletableFuture.supplyAsync(() -> journeys.start(garden.start("the-same-key"))
                    .orElseThrow()
                    .journey()
                    .id()));
        }
        Set<JourneyId> started = new HashSet<>();
        starts.forEach(start -> started.add(start.join()));
        assertThat(started).hasSize(1);
    }

    @Test
    void whoSignedInAtOneNodeGoesOnAtTheOther() {
        Http here = new Http(port(one)).signedInAs("oslo.anne");
        Http there = here.at(port(other));
        assertThat(there.get("/work").status()).isEqualTo(200);
        assertThat(there.postForm("/work", "/preferences", Map.of("language", "en"))
                        .status())
                .as("a form of one node's session is taken by the other")
                .isIn(302, 303);
        List<CompletableFuture<Integer>> many = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Http node = i % 2 == 0 ? here : there;
            many.add(CompletableFuture.supplyAsync(() -> node.get("/work").status()));
        }
        many.forEach(each -> assertThat(each.join()).isEqualTo(200));

        assertThat(there.postForm("/work", "/sign-out", Map.of()).status()).isEqualTo(302);
        assertThat(here.get("/work").status()).as("signed out everywhere").isEqualTo(302);
    }

    @Test
    void twoHalvesOfADoublePressAndAFormSentTooLateFindTheOtherNode() {
        Http here = new Http(port(one)).signedInAs("parent.kari");
        Http there = here.at(port(other));
        String start = "/my/start/seriously-ill-child/send";
        Map<String, String> form = Map.of(
                "key",
                UUID.randomUUID().toString(),
                "about",
                "1",
                "report.text",
                "Sykdom",
                "hospital.admitted",
                "true");
        assertThat(here.postForm("/my", start, form).location())
                .isEqualTo(there.postForm("/my", start, form).location());

        PersonId kari = one.getBean(People.class)
                .byNationalId(NationalId.of("05848729835"))
                .orElseThrow()
                .id();
        one.getBean(JdbcClient.class)
                .sql("update identity_sign_in set ended_at = current_timestamp where person = ?")
                .param(kari.value())
                .update();
        there.with("Origin", "http://localhost:" + port(other));
        assertThat(there.postFormWithoutCsrf(
                                "/my/journeys/any/messages/AppealFiled",
                                Map.of("_as", kari.value(), "appeal.text", "Vi er uenige i vedtaket"))
                        .location())
                .contains("/sign-in");
        here.signIn("parent.kari", "demo");
        assertThat(here.get("/sign-in/back").body()).contains("Vi er uenige i vedtaket");
    }

    /** What a session in the database costs a request: it is read, and written with the time. */
    @Test
    void aSessionCostsLittle() {
        cost(one.getBean(JdbcIndexedSessionRepository.class));
    }

    private static <S extends Session> void cost(SessionRepository<S> sessions) {
        S session = sessions.createSession();
        session.setAttribute("x", "x".repeat(2_000));
        sessions.save(session);
        int times = 200;
        long began = System.nanoTime();
        for (int i = 0; i < times; i++) {
            S found = sessions.findById(session.getId());
            found.setLastAccessedTime(Instant.now());
            sessions.save(found);
        }
        System.out.printf("A session in the database: %.2f ms a request%n", (System.nanoTime() - began) / 1e6 / times);
        sessions.deleteById(session.getId());
        assertThat(sessions.findById(session.getId())).isNull();
    }

    private static int port(ConfigurableApplicationContext node) {
        return node.getBean(Environment.class).getRequiredProperty("local.server.port", Integer.class);
    }

    private WorkItem only(JourneyId journey) {
        List<WorkItem> items = other.getBean(WorkItems.class).ofJourney(journey);
        assertThat(items).hasSize(1);
        return items.get(0);
    }

    private long completed(JourneyId journey) {
        return one.getBean(JourneyLog.class).of(journey).stream()
                .filter(event ->
                        event.kind() == JourneyEvent.Kind.COMPLETED && "Service_Survey".equals(event.element()))
                .count();
    }
}

package org.samspill.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.samspill.webhooks.OutgoingType.CONSENT_WITHDRAWN;
import static org.samspill.webhooks.OutgoingType.JOURNEY_ENDED;
import static org.samspill.webhooks.OutgoingType.WORK_ITEM_COMPLETED;
import static org.samspill.webhooks.OutgoingType.WORK_ITEM_OPENED;

import io.cloudevents.CloudEvent;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.samspill.Http;
import org.samspill.SamspillTest;
import org.samspill.actors.PersonId;
import org.samspill.actors.Protection;
import org.samspill.agencies.Garden;
import org.samspill.journeys.Guarding;
import org.samspill.journeys.JourneyEvent.Kind;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.JourneyLog;
import org.samspill.journeys.Journeys;
import org.samspill.webhooks.WebhookWorld.Subscribed;
import org.samspill.work.WorkItem;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Events of real journeys to a receiver over HTTP: who is told what, when, how often, in which order, and what never leaves. */
@SamspillTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhooksTest {

    private static final int PHANTOMS = 10_000;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private JourneyLog log;

    @Autowired
    private Outbox outbox;

    @Autowired
    private TransactionTemplate transaction;

    private WebhookWorld world;

    @BeforeAll
    void world() {
        world = new WebhookWorld(context);
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void anAddressIsToldNothingBeforeItHasSaidYes() {
        Receiver receiver = world.receiver().answering(500);
        Subscribed office = world.subscribed(Garden.SURVEY_OFFICE, receiver.address(), WORK_ITEM_OPENED);
        world.garden.started();

        assertThat(world.carry(office, Instant.now())).isZero();
        assertThat(receiver.calls()).isZero();
        Instant now = Instant.now().plus(Subscribers.KNOWN_EVERYWHERE);
        assertThat(world.carry(office, now)).isZero();
        assertThat(receiver.calls()).isEqualTo(1);
        assertThat(world.state(office)).isEqualTo("WAITING");

        receiver.answering(200);
        assertThat(world.carry(office, now.plusSeconds(60))).isEqualTo(2);
        assertThat(receiver.types()).containsExactly("platform.events.validatesubscription", WORK_ITEM_OPENED.wire());
        assertThat(receiver.taken()).allMatch(post -> post.signedWith(office.secret()));
        assertThat(world.state(office)).isEqualTo("ACTIVE");
    }

    @Test
    void anAddressThatNeverSaysYesIsLeftAlone() {
        Receiver receiver = world.receiver().answering(404);
        Subscribed office = world.subscribed(Garden.SURVEY_OFFICE, receiver.address(), WORK_ITEM_OPENED);
        Instant now = Instant.now();
        for (int day = 1; day <= 20; day++) {
            world.carry(office, now.plus(Duration.ofDays(day)));
        }
        assertThat(world.state(office)).isEqualTo("REFUSED");
        assertThat(receiver.calls()).isEqualTo(14);
        world.garden.started();
        assertThat(world.waiting(office)).isZero();
    }

    @Test
    void eachOrganisationHearsOfItsOwnWorkAndOfJourneysThatItTakesPartIn() {
        Receiver offices = world.receiver();
        Receiver sheds = world.receiver();
        Receiver others = world.receiver();
        OutgoingType[] all = {WORK_ITEM_OPENED, WORK_ITEM_COMPLETED, JOURNEY_ENDED};
        Subscribed office = world.active(Garden.SURVEY_OFFICE, offices.address(), all);
        Subscribed shed = world.active(Garden.TOOL_SHED, sheds.address(), all);
        Subscribed other = world.active(Garden.ANOTHER, others.address(), all);

        JourneyId journey = world.garden.started();
        WorkItem survey = world.garden.waiting(journey);
        world.survey(journey);
        transaction.executeWithoutResult(
                status -> log.write(JourneyLog.Entry.journey(journey, Kind.ENDED, "End_Done", null)));
        List.of(office, shed, other).forEach(world::carry);

        assertThat(offices.types()).containsExactly("WorkItemOpened", "WorkItemCompleted", "JourneyEnded");
        assertThat(sheds.types()).containsExactly("WorkItemOpened", "JourneyEnded");
        assertThat(others.calls()).isZero();

        Receiver.Post first = offices.taken().get(0);
        CloudEvent event = first.event();
        assertThat(first.contentType()).startsWith("application/cloudevents+json");
        assertThat(event.getId()).isEqualTo(first.id());
        assertThat(event.getSubject()).isEqualTo(journey.value());
        assertThat(event.getSource()).hasToString("http://localhost:8080/api/journeys/" + journey.value());
        assertThat(Objects.requireNonNull(event.getTime()).toInstant())
                .isBetween(survey.createdAt().minusMillis(1), survey.createdAt().plusSeconds(60));
        assertThat(first.text())
                .contains("\"workItem\":\"" + survey.id() + "\"", "\"service\":\"" + Garden.SURVEY + "\"");
        assertThat(offices.taken()).allMatch(post -> post.signedWith(office.secret()));
        assertThat(offices.taken()).noneMatch(post -> post.signedWith(shed.secret()));
        List<Receiver.Post> everything = new ArrayList<>(offices.taken());
        everything.addAll(sheds.taken());
        assertThat(everything)
                .noneMatch(post -> post.text().contains(Garden.GROWER)
                        || post.text().contains(Garden.DIAGNOSIS)
                        || post.text().contains("Kari")
                        || post.text().contains("example.org"));
        // The reader's own rights open the link, and nobody else's.
        String link = event.getSource().getPath();
        assertThat(world.machine(Garden.SURVEY_OFFICE).get(link).status()).isEqualTo(200);
        assertThat(world.machine(Garden.ANOTHER).get(link).status()).isEqualTo(404);
    }

    @Test
    void whatMayNoLongerBeToldWhenItLeavesIsNotSent() {
        Receiver receiver = world.receiver();
        Subscribed office = world.active(Garden.SURVEY_OFFICE, receiver.address(), WORK_ITEM_OPENED, CONSENT_WITHDRAWN);
        JourneyId journey = world.garden.started();
        jdbc.sql("update work_item set consents = 'peer-support', told_until = ? where journey_id = ?")
                .params(Instant.now().minusSeconds(3600).atOffset(ZoneOffset.UTC), journey.value())
                .update();
        transaction.executeWithoutResult(status -> {
            log.write(JourneyLog.Entry.journey(journey, Kind.CONSENT_WITHDRAWN, "withdrawn", "peer-support"));
            log.write(JourneyLog.Entry.journey(journey, Kind.CONSENT_WITHDRAWN, "withdrawn", "another-scope"));
        });

        assertThat(world.carry(office)).isEqualTo(2);
        assertThat(receiver.types()).containsExactly("ConsentWithdrawn");
        assertThat(receiver.taken().get(0).text()).contains("\"consent\":\"peer-support\"");
        assertThat(world.waiting(office)).isZero();
    }

    /** Whoever receives for an organisation need not have the right to know of it. */
    @Test
    void ofAJourneyWithAProtectedAddressNothingLeavesFromTheMomentTheRegisterSaysSo() {
        Receiver receiver = world.receiver();
        OutgoingType[] all = {WORK_ITEM_OPENED, WORK_ITEM_COMPLETED, JOURNEY_ENDED, CONSENT_WITHDRAWN};
        Subscribed office = world.active(Garden.SURVEY_OFFICE, receiver.address(), all);
        JourneyId hidden = world.garden.started();
        JourneyId open = world.garden.started();
        world.survey(hidden);
        // The neighbour is in every journey of the garden.
        PersonId owner = context.getBean(Journeys.class).participants(hidden).stream()
                .filter(participant -> participant.role().equals("grower"))
                .findFirst()
                .orElseThrow()
                .person();
        Guarding guarding = context.getBean(Guarding.class);

        guarding.told(owner, Protection.STRICTLY_CONFIDENTIAL);
        transaction.executeWithoutResult(
                status -> log.write(JourneyLog.Entry.journey(hidden, Kind.ENDED, "End_Done", null)));
        world.carry(office);
        assertThat(world.waiting(office)).isZero();
        assertThat(receiver.taken())
                .extracting(post -> post.event().getSubject())
                .containsExactly(open.value());
        assertThat(receiver.taken()).noneMatch(post -> post.text().contains(hidden.value()));
        assertThat(world.machine(Garden.SURVEY_OFFICE)
                        .get("/api/subscriptions/" + office.id())
                        .body())
                .doesNotContain(hidden.value());

        guarding.told(owner, null);
        transaction.executeWithoutResult(
                status -> log.write(JourneyLog.Entry.journey(hidden, Kind.ENDED, "End_Done", null)));
        world.carry(office);
        assertThat(receiver.types())
                .as("what was kept back then is not told now")
                .containsExactly("WorkItemOpened", "JourneyEnded");
    }

    @Test
    void aStepThatIsUndoneTellsNobody() {
        Subscribed office = world.active(Garden.SURVEY_OFFICE, world.receiver().address(), WORK_ITEM_OPENED);
        JourneyId journey = world.garden.started();
        WorkItem item = world.garden.waiting(journey);
        assertThat(world.waiting(office)).isEqualTo(1);
        JourneyLog.Entry entry = new JourneyLog.Entry(
                journey,
                Kind.REACHED,
                item.process(),
                item.element(),
                item.actor(),
                Garden.SURVEY_OFFICE,
                item.service(),
                item.id(),
                null,
                null,
                null,
                null,
                null);
        int each = 500;
        for (int i = 0; i < PHANTOMS / each; i++) {
            transaction.executeWithoutResult(status -> {
                for (int n = 0; n < each; n++) {
                    outbox.written(entry, item.createdAt());
                }
                status.setRollbackOnly();
            });
        }
        transaction.executeWithoutResult(status -> {
            world.garden.started();
            status.setRollbackOnly();
        });
        assertThat(world.waiting(office)).isEqualTo(1);
    }

    @Test
    void fourCouriersAtOnceBringEachEventOnceAndEachJourneyInOrder() {
        Receiver receiver = world.receiver();
        Subscribed office =
                world.active(Garden.SURVEY_OFFICE, receiver.address(), WORK_ITEM_OPENED, WORK_ITEM_COMPLETED);
        List<JourneyId> journeys = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            journeys.add(world.garden.started());
        }
        journeys.forEach(world::survey);
        Instant now = Instant.now();
        List<CompletableFuture<Void>> couriers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            couriers.add(CompletableFuture.runAsync(() -> {
                while (receiver.taken().size() < 2 * journeys.size()) {
                    world.carry(office, now);
                }
            }));
        }
        couriers.forEach(CompletableFuture::join);

        Map<String, List<String>> byJourney = new HashMap<>();
        receiver.taken().forEach(post -> byJourney
                .computeIfAbsent(post.event().getSubject(), journey -> new ArrayList<>())
                .add(post.event().getType()));
        assertThat(receiver.taken().stream().map(Receiver.Post::id)).doesNotHaveDuplicates();
        assertThat(byJourney).hasSize(journeys.size());
        assertThat(byJourney.values())
                .allSatisfy(types -> assertThat(types).containsExactly("WorkItemOpened", "WorkItemCompleted"));
    }

    @Test
    void aSecretIsRenewedWithOverlap() {
        Receiver receiver = world.receiver();
        Subscribed office = world.active(Garden.SURVEY_OFFICE, receiver.address(), WORK_ITEM_OPENED);
        Http machine = world.machine(Garden.SURVEY_OFFICE);
        String path = "/api/subscriptions/" + office.id() + "/secret";
        assertThat(machine.post(path + "?overlapDays=31", "").status()).isEqualTo(400);
        String second =
                machine.post(path + "?overlapDays=1", "").json().path("secret").asText();
        world.garden.started();
        world.carry(office);
        world.garden.started();
        world.carry(office, Instant.now().plus(Duration.ofDays(2)));

        Receiver.Post within = receiver.taken().get(0);
        Receiver.Post after = receiver.taken().get(1);
        assertThat(within.signedWith(office.secret()) && within.signedWith(second))
                .isTrue();
        assertThat(after.signedWith(office.secret())).isFalse();
        assertThat(after.signedWith(second)).isTrue();
        assertThat(machine.get("/api/subscriptions").body()).doesNotContain("whsec_");
    }

    /** Whoever copies the receiver of the guide takes our events and nobody else's. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void theReceiverInTheGuideKnowsWhatIsGenuine() throws Exception {
        String guide = Files.readString(Path.of("docs/guide/agency.md"));
        int begin = guide.indexOf("import { createHmac");
        Path program = Files.createTempFile("receiver", ".mjs");
        Files.writeString(program, guide.substring(begin, guide.indexOf("```", begin)));
        Subscribed office = world.active(Garden.SURVEY_OFFICE, "http://127.0.0.1:9/", WORK_ITEM_OPENED);
        ProcessBuilder node = new ProcessBuilder("node", program.toString()).redirectErrorStream(true);
        node.environment().putAll(Map.of("SECRET", office.secret(), "PORT", "0"));
        Process receiver = node.start();
        try (BufferedReader said = receiver.inputReader()) {
            String address = "http://127.0.0.1:" + said.readLine().replaceAll("\\D", "") + "/";
            jdbc.sql("update webhooks_subscription set address = ? where id = ?")
                    .params(address, office.id())
                    .update();
            JourneyId journey = world.garden.started();
            assertThat(world.carry(office)).isEqualTo(1);
            assertThat(said.readLine()).isEqualTo("WorkItemOpened " + journey);
            context.getBean(Subscriptions.class).renewSecret(office.id(), Instant.now(), Duration.ZERO);
            world.garden.started();
            assertThat(world.carry(office)).isZero();
            assertThat(world.waiting(office)).isEqualTo(1);
        } finally {
            receiver.destroy();
            Files.delete(program);
        }
    }

    @Test
    void wishesThatWillNotDoAreRefusedInWords() {
        Http machine = world.machine(Garden.SURVEY_OFFICE);
        Map<String, String> wrong = Map.of(
                "{}", "address",
                "{\"address\":\"ftp://127.0.0.1/\",\"types\":[\"WorkItemOpened\"]}", "address",
                "{\"address\":\"http://10.0.0.1/\",\"types\":[\"WorkItemOpened\"]}", "address",
                "{\"address\":\"https://169.254.169.254/latest\",\"types\":[\"WorkItemOpened\"]}", "address",
                "{\"address\":\"http://127.0.0.1:9/\",\"types\":[]}", "types",
                "{\"address\":\"http://127.0.0.1:9/\",\"types\":[null]}", "types",
                "{\"address\":\"http://127.0.0.1:9/\",\"types\":[\"platform.events.validatesubscription\"]}", "types");
        wrong.forEach((wish, field) -> {
            Http.Answer answer = machine.post("/api/subscriptions", wish);
            assertThat(answer.status()).as(wish).isEqualTo(400);
            assertThat(answer.json().path("field").asText()).as(wish).isEqualTo(field);
        });
        assertThat(machine.get("/api/subscriptions").json()).isEmpty();
    }
}

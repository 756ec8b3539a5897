package org.samspill.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.samspill.webhooks.OutgoingType.WORK_ITEM_COMPLETED;
import static org.samspill.webhooks.OutgoingType.WORK_ITEM_OPENED;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.samspill.Http;
import org.samspill.SamspillTest;
import org.samspill.agencies.Garden;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.JourneyTrace;
import org.samspill.webhooks.WebhookWorld.Subscribed;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Receivers that are down, slow, broken or cunning: everything comes later, in order, and nobody else notices. */
@SamspillTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultyReceiverTest {

    @Autowired
    private ApplicationContext context;

    @LocalServerPort
    private int port;

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
    void whateverAReceiverDoesForAnHourItHearsEverythingInOrderAfterwards() {
        Receiver elsewhere = world.receiver();
        Receiver receiver = world.receiver().answering(500);
        Subscribed office =
                world.active(Garden.SURVEY_OFFICE, receiver.address(), WORK_ITEM_OPENED, WORK_ITEM_COMPLETED);
        List<JourneyId> journeys = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            journeys.add(world.garden.started());
        }
        journeys.forEach(world::survey);
        Instant down = Instant.now();
        int tries = 0;
        for (int minute = 0; minute < 60; minute++) {
            if (minute == 30) {
                receiver.redirectingTo(elsewhere);
            }
            world.carry(office, down.plus(Duration.ofMinutes(minute)));
            tries = receiver.calls();
        }
        assertThat(receiver.taken()).isEmpty();
        // One that is down is tried now and then, and not for each event all the time.
        assertThat(tries).isBetween(3, 60);
        assertThat(elsewhere.calls()).isZero();

        receiver.answering(204);
        world.carry(office, down.plus(Duration.ofHours(2)));

        assertThat(receiver.taken()).hasSize(6);
        journeys.forEach(journey -> assertThat(receiver.taken().stream()
                        .filter(post -> journey.value().equals(post.event().getSubject()))
                        .map(post -> post.event().getType()))
                .containsExactly("WorkItemOpened", "WorkItemCompleted"));
    }

    @Test
    void aReceiverThatHangsIsLeftAfterATimeAndOneThatIsGoneIsNoHarm() {
        Receiver hanging = world.receiver().hanging(true);
        Subscribed office = world.active(Garden.SURVEY_OFFICE, hanging.address(), WORK_ITEM_OPENED);
        world.garden.started();
        Courier impatient = impatient();
        long start = System.nanoTime();
        assertThat(impatient.carry(office.id(), Instant.now())).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
        hanging.close();
        assertThat(impatient.carry(office.id(), Instant.now().plusSeconds(60))).isFalse();
        assertThat(world.waiting(office)).isEqualTo(1);
    }

    @Test
    void threadsAreBoundedAndOneWhoHangsHoldsUpNobodyElse() {
        Receiver hanging = world.receiver().hanging(true);
        Receiver well = world.receiver();
        Subscribed stuck = world.active(Garden.SURVEY_OFFICE, hanging.address(), WORK_ITEM_OPENED);
        Subscribed fine = world.active(Garden.SURVEY_OFFICE, well.address(), WORK_ITEM_OPENED);
        for (int i = 0; i < 6; i++) {
            world.garden.started();
        }
        Relay relay = new Relay(
                context.getBean(OutboxStore.class),
                context.getBean(Subscriptions.class),
                context.getBean(Courier.class),
                settings(Duration.ofSeconds(1)));
        relay.start();
        try {
            until(() -> well.taken().size() == 6 && hanging.calls() > 0);
            assertThat(relay.alive()).isTrue();
        } finally {
            hanging.close();
            relay.stop();
        }
        assertThat(hanging.mostAtOnce()).isLessThanOrEqualTo(2);
        assertThat(world.waiting(stuck)).isEqualTo(6);
        assertThat(world.waiting(fine)).isZero();
    }

    @Test
    void oneEventThatIsNeverTakenHoldsUpItsJourneyAloneAndIsLaidAsideForAnOperator() {
        Receiver receiver = world.receiver();
        Subscribed office =
                world.active(Garden.SURVEY_OFFICE, receiver.address(), WORK_ITEM_OPENED, WORK_ITEM_COMPLETED);
        JourneyId poisoned = world.garden.started();
        JourneyId other = world.garden.started();
        world.survey(poisoned);
        receiver.disliking(event ->
                poisoned.value().equals(event.getSubject()) && event.getType().endsWith("Opened"));
        Instant now = Instant.now();
        world.carry(office, now);
        world.carry(office, now.plusSeconds(60));
        assertThat(receiver.taken())
                .extracting(post -> post.event().getSubject())
                .containsExactly(other.value());
        for (int day = 1; day <= 20; day++) {
            world.carry(office, now.plus(Duration.ofDays(day)));
        }
        assertThat(receiver.types()).containsExactly("WorkItemOpened", "WorkItemCompleted");

        // The operator sees it, and sends it again.
        Http operator = new Http(port).signedInAs("operator.odin");
        String page = "/operations/webhooks/" + office.id();
        assertThat(operator.get("/operations").body()).contains(page);
        assertThat(operator.get(page).body()).contains(poisoned.value()).doesNotContain("Kari Dyrker");
        receiver.disliking(event -> false);
        assertThat(operator.postForm(page, page + "/replay", java.util.Map.of()).status())
                .isEqualTo(302);
        world.carry(office, now.plus(Duration.ofDays(21)));
        assertThat(receiver.types()).containsExactly("WorkItemOpened", "WorkItemCompleted", "WorkItemOpened");
        assertThat(operator.get(page).body()).doesNotContain(poisoned.value());
        assertThat(operator.get("/operations/webhooks/none").status()).isEqualTo(404);
    }

    private static WebhookSettings settings(Duration timeout) {
        return new WebhookSettings(
                true, List.of(), true, false, timeout, Duration.ofSeconds(5), Duration.ofHours(4), 14, 4, 2);
    }

    private Courier impatient() {
        WebhookSettings settings = settings(Duration.ofMillis(300));
        Subscriptions subscriptions = context.getBean(Subscriptions.class);
        return new Courier(
                context.getBean(OutboxStore.class),
                subscriptions,
                context.getBean(Subscribers.class),
                new Delivery(
                        subscriptions,
                        context.getBean(Telling.class),
                        new Sender(new Destinations(settings), settings),
                        context.getBean(JourneyTrace.class),
                        new ObjectMapper(),
                        "http://localhost"),
                context.getBean(TransactionTemplate.class),
                new SimpleMeterRegistry(),
                settings);
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("It did not come true within a minute");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}

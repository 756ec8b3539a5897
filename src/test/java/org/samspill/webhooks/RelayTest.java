package org.samspill.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.samspill.webhooks.OutgoingType.WORK_ITEM_COMPLETED;
import static org.samspill.webhooks.OutgoingType.WORK_ITEM_OPENED;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.samspill.SamspillTest;
import org.samspill.agencies.Garden;
import org.samspill.journeys.JourneyId;
import org.samspill.webhooks.WebhookWorld.Subscribed;
import org.samspill.work.WorkItem;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** One look at an outbox in which much has gathered, its senders one at a time. */
@SamspillTest
class RelayTest {

    private static final int MUCH = Relay.ROW + 20;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private OutboxStore outbox;

    @Autowired
    private TransactionTemplate transaction;

    private final Queue<Runnable> senders = new ArrayDeque<>();
    private WebhookWorld world;
    private Relay relay;

    @BeforeEach
    void begin() {
        world = new WebhookWorld(context);
        Duration pause = Duration.ofSeconds(5);
        relay = new Relay(
                outbox,
                context.getBean(Subscriptions.class),
                context.getBean(Courier.class),
                new WebhookSettings(false, List.of(), true, false, pause, pause, pause, 14, 8, 1));
        relay.start();
    }

    @AfterEach
    void end() {
        relay.stop();
        world.close();
    }

    @Test
    void whatHasGatheredIsSentInOrderWithoutAnotherLookAndTheOthersHaveTheirTurnBetween() {
        Receiver busy = world.receiver();
        Receiver quiet = world.receiver();
        Subscribed much = gathered(busy, MUCH);
        gathered(quiet, 1);

        relay.look(senders::add);
        round();
        assertThat(busy.taken()).hasSize(Relay.ROW);
        assertThat(quiet.taken()).hasSize(1);
        everyRound();

        assertThat(world.waiting(much)).isZero();
        assertThat(busy.taken().stream()
                        .map(post -> post.event().getExtension("sequence").toString()))
                .hasSize(MUCH)
                .isSorted();
    }

    @Test
    void whoFailsWaitsForALaterLook() {
        Receiver receiver = world.receiver();
        Subscribed office = gathered(receiver, MUCH);
        relay.look(senders::add);
        round();
        receiver.answering(500);
        everyRound();
        assertThat(receiver.calls()).isEqualTo(Relay.ROW + 1);
        assertThat(world.waiting(office)).isEqualTo(MUCH - Relay.ROW);
    }

    @Test
    void whenItIsStoppedNothingMoreIsBegun() {
        Receiver receiver = world.receiver();
        Subscribed office = gathered(receiver, MUCH);
        relay.look(senders::add);
        round();
        relay.stop();
        everyRound();
        assertThat(world.waiting(office)).isEqualTo(MUCH - Relay.ROW);
    }

    /** Everybody who is queueing now has her turn. */
    private void round() {
        for (int turns = senders.size(); turns > 0; turns--) {
            senders.remove().run();
        }
    }

    private void everyRound() {
        while (!senders.isEmpty()) {
            round();
        }
    }

    /** So many events that wait for a subscription, of two journeys in turn. */
    private Subscribed gathered(Receiver receiver, int events) {
        Subscribed office = world.active(Garden.SURVEY_OFFICE, receiver.address(), WORK_ITEM_COMPLETED);
        List<WorkItem> items = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            JourneyId journey = world.garden.started();
            items.add(world.garden.waiting(journey));
        }
        Instant due = Instant.now();
        transaction.executeWithoutResult(status -> IntStream.range(0, events)
                .mapToObj(i -> items.get(i % items.size()))
                .forEach(item -> outbox.put(event(office, item), due)));
        return office;
    }

    private static Outgoing event(Subscribed to, WorkItem item) {
        return new Outgoing(
                0,
                UUID.randomUUID().toString(),
                to.id(),
                WORK_ITEM_OPENED,
                item.journey().value(),
                item.id(),
                item.process(),
                item.element(),
                item.service(),
                null,
                null,
                Instant.now(),
                0);
    }
}

package org.samspill.webhooks;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.samspill.webhooks.Delivery.Result;
import org.samspill.webhooks.Subscription.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries one event: takes it in one transaction, sends it in none, and writes what came of it in another. An event that fails comes again after longer and
 * longer pauses and holds up its own journey; its address rests a little, so that one that is down is tried now and then and not all the time.
 */
@Component
class Courier {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    /** More than the few statements around a try can take. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private static final Duration LONGEST_REST = Duration.ofMinutes(1);
    private static final int DOUBLINGS = 10;

    private final OutboxStore outbox;
    private final Subscriptions subscriptions;
    private final Subscribers subscribers;
    private final Delivery delivery;
    private final TransactionTemplate transaction;
    private final MeterRegistry metrics;
    private final WebhookSettings settings;

    Courier(
            OutboxStore outbox,
            Subscriptions subscriptions,
            Subscribers subscribers,
            Delivery delivery,
            TransactionTemplate transaction,
            MeterRegistry metrics,
            WebhookSettings settings) {
        this.outbox = outbox;
        this.subscriptions = subscriptions;
        this.subscribers = subscribers;
        this.delivery = delivery;
        this.transaction = transaction;
        this.metrics = metrics;
        this.settings = settings;
        // There from the beginning, so that the first of them is seen as a change.
        List.of("delivered", "withheld", "failed", "laid-aside").forEach(this::counter);
    }

    /** Carries the next event of the subscription that is due by then; true when another may follow at once. */
    boolean carry(String subscription, Instant now) {
        Subscription to = subscriptions.find(subscription).orElse(null);
        if (to == null || to.restsUntil() != null && to.restsUntil().isAfter(now)) {
            return false;
        }
        boolean active = to.state() == State.ACTIVE;
        Outgoing event = outbox.take(
                        subscription, active, now, now.plus(settings.timeout()).plus(MARGIN))
                .orElse(null);
        if (event == null) {
            return false;
        }
        long start = System.nanoTime();
        Result result = delivery.send(to, event, now);
        Instant then = now.plusNanos(System.nanoTime() - start);
        transaction.executeWithoutResult(status -> write(to, event, result, then));
        return result.failure() == null;
    }

    private void write(Subscription to, Outgoing event, Result result, Instant now) {
        if (result.failure() != null) {
            failed(to, event, result.failure(), now);
            return;
        }
        outbox.delete(event.seq());
        count(result.kind().name().toLowerCase(java.util.Locale.ROOT));
        if (result.kind() == Result.Kind.DELIVERED) {
            subscriptions.delivered(to.id(), now);
            if (to.failures() > 0) {
                outbox.hurry(to.id(), now);
            }
            if (event.type() == OutgoingType.VALIDATION) {
                LOG.info("The address of subscription {} of {} wants to be told", to.id(), to.organisation());
                subscriptions.become(to.id(), State.ACTIVE);
                subscribers.changed();
            }
        }
    }

    private void failed(Subscription to, Outgoing event, String failure, Instant now) {
        count("failed");
        subscriptions.failed(to.id(), now.plus(rest(to.failures())));
        if (event.attempts() < settings.attempts()) {
            outbox.again(event, now.plus(settings.pause(event.attempts())), failure);
        } else if (event.type() == OutgoingType.VALIDATION) {
            LOG.warn("The address of subscription {} of {} never answered: {}", to.id(), to.organisation(), failure);
            subscriptions.become(to.id(), State.REFUSED);
            outbox.forget(to.id());
            subscribers.changed();
        } else {
            LOG.warn(
                    "Event {} to subscription {} is laid aside after {} tries: {}",
                    event.id(),
                    to.id(),
                    event.attempts(),
                    failure);
            count("laid-aside");
            outbox.layAside(event, failure);
        }
    }

    private Duration rest(int failures) {
        Duration rest = settings.firstPause().multipliedBy(1L << Math.min(failures, DOUBLINGS));
        return rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
    }

    private void count(String outcome) {
        counter(outcome).increment();
    }

    private Counter counter(String outcome) {
        return metrics.counter("samspill.webhooks.deliveries", "outcome", outcome);
    }
}

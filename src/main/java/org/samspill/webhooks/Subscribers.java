package org.samspill.webhooks;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.samspill.webhooks.Subscription.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Who subscribes to what, in memory, so that a step that nobody subscribes to costs no statement. Looked up anew every few seconds; a subscription is not
 * validated before every node must know of it ({@link #KNOWN_EVERYWHERE}), so no event is missed from the moment it is active.
 */
@Component
class Subscribers {

    /** After this time every node that can write knows of a subscription. */
    static final Duration KNOWN_EVERYWHERE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Subscribers.class);
    private static final long EVERY = 4_000;

    private final Subscriptions subscriptions;
    private volatile Known known = new Known(Map.of(), Long.MIN_VALUE);

    /** @param since when they were looked up, by the machine's steady clock */
    private record Known(Map<OutgoingType, List<Subscription>> byType, long since) {}

    Subscribers(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    /** Those who want events of the type, those among them whose address has not yet answered. */
    List<Subscription> to(OutgoingType type) {
        Known now = known;
        if (now.since() == Long.MIN_VALUE || System.nanoTime() - now.since() > KNOWN_EVERYWHERE.toNanos()) {
            now = look();
        }
        return now.byType().getOrDefault(type, List.of());
    }

    /** Looks them up again when what the caller's transaction has changed is committed. */
    void changed() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    look();
                }
            });
        } else {
            look();
        }
    }

    @Scheduled(fixedDelay = EVERY)
    void refresh() {
        try {
            look();
        } catch (DataAccessException away) {
            LOG.warn("Subscriptions could not be looked up: {}", away.toString());
        }
    }

    private Known look() {
        long now = System.nanoTime();
        Map<OutgoingType, List<Subscription>> byType = subscriptions.all().stream()
                .filter(each -> each.state() != State.REFUSED)
                .flatMap(each -> each.types().stream().map(type -> Map.entry(type, each)))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        known = new Known(byType, now);
        return known;
    }
}

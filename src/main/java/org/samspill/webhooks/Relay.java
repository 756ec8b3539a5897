package org.samspill.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Carries the outbox out: looks every second which subscriptions have something due, and sends with a bounded number of threads, few of them for any one
 * subscription and one for an address that is failing; subscriptions with much take turns. Any number of nodes may do this at once.
 */
@Component
class Relay implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int LOOKS_BETWEEN_SWEEPS = 300;

    /** So many in a row, then the others' turn. */
    static final int ROW = 100;

    private final OutboxStore outbox;
    private final Subscriptions subscriptions;
    private final Courier courier;
    private final WebhookSettings settings;

    /** How many threads are at each subscription; guarded by itself. */
    private final Map<String, Integer> busy = new HashMap<>();

    private List<ExecutorService> threads = List.of();
    private volatile boolean running;
    private volatile long looked;
    private int looks;

    Relay(OutboxStore outbox, Subscriptions subscriptions, Courier courier, WebhookSettings settings) {
        this.outbox = outbox;
        this.subscriptions = subscriptions;
        this.courier = courier;
        this.settings = settings;
    }

    /** One look: what is due queues up at the senders. */
    void look(Executor senders) {
        try {
            outbox.ready(Instant.now()).forEach(subscription -> send(subscription, senders));
            if (looks++ % LOOKS_BETWEEN_SWEEPS == 0) {
                outbox.sweep();
            }
            looked = System.nanoTime();
        } catch (RuntimeException databaseAway) {
            // The next look may succeed; a scheduled task that throws would never run again.
            LOG.warn("The outbox could not be looked at: {}", databaseAway.toString());
        }
    }

    private void send(String subscription, Executor senders) {
        boolean failing = subscriptions
                .find(subscription)
                .filter(each -> each.failures() > 0)
                .isPresent();
        while (enter(subscription, failing ? 1 : settings.perSubscription())) {
            if (!queue(subscription, senders)) {
                leave(subscription);
                return;
            }
        }
    }

    /** False when the senders are stopping. */
    private boolean queue(String subscription, Executor senders) {
        try {
            senders.execute(() -> row(subscription, senders));
            return true;
        } catch (RejectedExecutionException stopping) {
            return false;
        }
    }

    /** Who has sent a full row queues up again; who has failed, or has nothing left, waits for a look. */
    private void row(String subscription, Executor senders) {
        int sent = 0;
        try {
            while (running && sent < ROW && courier.carry(subscription, Instant.now())) {
                sent++;
            }
        } catch (RuntimeException failure) {
            // What was taken and not written down is taken again when its time has run out.
            LOG.warn("An event of subscription {} could not be carried: {}", subscription, failure.toString());
        } finally {
            if (sent < ROW || !queue(subscription, senders)) {
                leave(subscription);
            }
        }
    }

    private boolean enter(String subscription, int most) {
        synchronized (busy) {
            int there = busy.getOrDefault(subscription, 0);
            if (there >= most) {
                return false;
            }
            busy.put(subscription, there + 1);
            return true;
        }
    }

    private void leave(String subscription) {
        synchronized (busy) {
            busy.computeIfPresent(subscription, (id, there) -> there == 1 ? null : there - 1);
        }
    }

    /** True while it looks at the outbox as often as it should, or is not to. */
    boolean alive() {
        return !settings.relay()
                || running && System.nanoTime() - looked < LOOK.multipliedBy(30).toNanos();
    }

    @Override
    public void start() {
        looked = System.nanoTime();
        running = true;
        if (settings.relay()) {
            var hands = Executors.newFixedThreadPool(settings.senders(), task -> thread(task, "webhooks-send"));
            var eye = Executors.newSingleThreadScheduledExecutor(task -> thread(task, "webhooks-look"));
            eye.scheduleWithFixedDelay(() -> look(hands), LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
            threads = List.of(eye, hands);
        }
    }

    private static Thread thread(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Lets what is on its way arrive; what has not begun is for another node, or for later. */
    @Override
    public void stop() {
        running = false;
        threads.forEach(ExecutorService::shutdown);
        try {
            for (ExecutorService each : threads) {
                each.awaitTermination(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}

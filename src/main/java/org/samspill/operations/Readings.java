package org.samspill.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.samspill.journeys.JourneyCounts;
import org.samspill.missions.Summaries;
import org.samspill.webhooks.Webhooks;
import org.samspill.work.Queues;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * What metrics and the operator's page show of the whole: read by each node now and then, and never because somebody looks. A reading that took long is
 * not repeated before fifty times as long, so that with millions of work items it still takes no more than a fiftieth of one connection.
 */
@Component
class Readings {

    private static final Logger LOG = LoggerFactory.getLogger(Readings.class);
    private static final int PAUSE = 50;

    private final Queues queues;
    private final EngineQueue jobs;
    private final Webhooks webhooks;
    private final Summaries sums;
    private final JourneyCounts journeys;

    private final List<Consumer<Reading>> listeners = new CopyOnWriteArrayList<>();
    private volatile Reading newest = new Reading(
            Instant.EPOCH,
            List.of(),
            new EngineQueue.Jobs(0, Duration.ZERO, 0),
            List.of(),
            new Summaries.Lag(0, null, 1),
            Map.of());
    private volatile long notBefore = System.nanoTime();

    Readings(Queues queues, EngineQueue jobs, Webhooks webhooks, Summaries sums, JourneyCounts journeys) {
        this.queues = queues;
        this.jobs = jobs;
        this.webhooks = webhooks;
        this.sums = sums;
        this.journeys = journeys;
    }

    /**
     * One reading.
     *
     * @param at when it was read, by this node's clock; the epoch before the first time
     * @param journeys how many are open, by life event and version
     */
    record Reading(
            Instant at,
            List<Queues.Queue> queues,
            EngineQueue.Jobs jobs,
            List<Webhooks.Line> webhooks,
            Summaries.Lag sums,
            Map<String, SortedMap<Integer, Integer>> journeys) {

        boolean taken() {
            return at.isAfter(Instant.EPOCH);
        }
    }

    /** From now on hears of each new reading. */
    void whenRead(Consumer<Reading> listener) {
        listeners.add(listener);
    }

    Reading newest() {
        return newest;
    }

    /** Reads when it is time. */
    @Scheduled(initialDelay = 5_000, fixedDelayString = "${samspill.readings-every:15s}")
    void tick() {
        if (System.nanoTime() - notBefore >= 0) {
            try {
                read();
            } catch (RuntimeException databaseAway) {
                LOG.warn("The numbers for operators could not be read: {}", databaseAway.toString());
            }
        }
    }

    Reading read() {
        long start = System.nanoTime();
        Reading read =
                new Reading(Instant.now(), queues.all(), jobs.jobs(), webhooks.lines(), sums.lag(), journeys.open());
        newest = read;
        listeners.forEach(listener -> listener.accept(read));
        long now = System.nanoTime();
        notBefore = now + PAUSE * (now - start);
        return read;
    }
}

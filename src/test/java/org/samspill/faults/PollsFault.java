package org.samspill.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many machines wait for work, at two nodes and at one that is then asked to stop. */
class PollsFault {

    private static final int POLLS = 500;
    private static final int ROUNDS = 10;
    private static final int AT_ONCE = 5;
    private static final Duration IDLE = Duration.ofSeconds(20);
    private static final Duration WOKEN = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofSeconds(10);
    /** What 500 of them may keep on the heap, in MB, and what may come to it while they wait. */
    private static final double ROOM = 100;

    private static final double FLAT = 10;

    private final Cluster cluster = Cluster.shared();
    private final ExecutorService hands = Executors.newFixedThreadPool(AT_ONCE);
    private final Node one = cluster.node(0);
    private final Node other = cluster.node(1);

    @AfterEach
    void dismiss() {
        hands.shutdownNow();
    }

    @Test
    void workThatBeginsAtOneNodeReachesWhoWaitsAtTheOther() {
        // Journeys go on at one node alone, so that the other hears of their work from the table.
        other.stopped();
        other.start("--camunda.bpm.job-execution.enabled=false").ready();
        Caller machine = Caller.machine(one.port(), Cluster.DEPOT);
        Spent without = spent();
        Polls idle = Polls.waiting(cluster, POLLS, cluster.nodes());
        Wait.pass(Duration.ofSeconds(5));
        Spent with = spent();
        List<Long> waits = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            waits.addAll(round(machine));
        }
        boolean undisturbed = idle.undisturbed();
        cluster.nodes().forEach(Node::stopped);
        idle.answers();
        waits.sort(null);
        long p95 = waits.get((int) Math.ceil(0.95 * waits.size()) - 1);
        double nodes = with.nodes() - without.nodes();
        Findings.add(new Finding(
                "F14",
                "%d pieces of work begin at one node, polls wait at the other, beside %d idle polls of 100 organisations"
                        .formatted(waits.size(), POLLS),
                "95 %% reach a poll within %d s; the idle polls cost under 5 %% of a processor"
                        .formatted(WOKEN.toSeconds()),
                "half after %d ms, 95 %% after %d ms, slowest %d ms; both nodes %.1f %% of a processor without and %.1f %% with the idle polls, PostgreSQL %.1f %% and %.1f %%: the polls cost %.1f %% and %.1f %%%s"
                        .formatted(
                                waits.get(waits.size() / 2),
                                p95,
                                waits.get(waits.size() - 1),
                                without.nodes(),
                                with.nodes(),
                                without.postgres(),
                                with.postgres(),
                                nodes,
                                with.postgres() - without.postgres(),
                                undisturbed ? "" : "; SOME IDLE POLLS WERE ANSWERED"),
                undisturbed && waits.size() == ROUNDS * AT_ONCE,
                p95 <= WOKEN.toMillis() && nodes < 5));
        try (Load rest = Load.on(Cluster.shared(), 0, 0, 2)) {
            rest.finish(Duration.ofMinutes(3));
        }
    }

    /** Some polls at once, a journey for each; how long after its work was written each was answered, in ms. */
    private List<Long> round(Caller machine) {
        double idle = other.metric("samspill_polls_waiting");
        List<CompletableFuture<Long>> polls = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            Map<String, Object> wish = Polls.wish("woken-" + i);
            wish.put("maxTasks", 1);
            polls.add(CompletableFuture.supplyAsync(() -> woken(machine, wish), hands));
        }
        Wait.until(Duration.ofSeconds(20), "they wait", () -> other.metric("samspill_polls_waiting") >= idle + AT_ONCE);
        for (int i = 0; i < AT_ONCE; i++) {
            machine.also("Idempotency-Key", UUID.randomUUID().toString())
                    .post(one.port(), "/api/journeys", Load.parcel());
        }
        return polls.stream().map(CompletableFuture::join).toList();
    }

    private long woken(Caller machine, Map<String, Object> wish) {
        JsonNode task = machine.post(
                        other.port(), "/engine-rest/external-task/fetchAndLock", wish, Duration.ofSeconds(60))
                .json()
                .get(0);
        Instant woken = Instant.now();
        String id = task.path("id").asText();
        Instant began = cluster.jdbc()
                .sql("select created_at from work_item where id = ?")
                .param(id)
                .query(Timestamp.class)
                .single()
                .toInstant();
        machine.post(other.port(), "/engine-rest/external-task/" + id + "/complete", Load.delivery((String)
                wish.get("workerId")));
        return Duration.between(began, woken).toMillis();
    }

    /** Processor time while nobody does anything, in hundredths of one processor. */
    private record Spent(double nodes, double postgres) {}

    private Spent spent() {
        Duration nodes = nodesTime();
        Duration postgres = cluster.postgres().processorTime();
        long began = System.nanoTime();
        Wait.pass(IDLE);
        double hundredth = (System.nanoTime() - began) / 100.0;
        return new Spent(
                nodesTime().minus(nodes).toNanos() / hundredth,
                cluster.postgres().processorTime().minus(postgres).toNanos() / hundredth);
    }

    private Duration nodesTime() {
        return cluster.nodes().stream().map(Node::processorTime).reduce(Duration.ZERO, Duration::plus);
    }

    @Test
    void whoWaitsCostsLittleIsSentAwayAndLosesNothing() {
        double before = other.heap() / 1e6;
        Polls polls = Polls.waiting(cluster, POLLS, List.of(other));
        double heap = other.heap() / 1e6;
        Duration time = other.processorTime();
        Wait.pass(IDLE);
        double busy = other.processorTime().minus(time).toMillis() * 100.0 / IDLE.toMillis();
        double later = other.heap() / 1e6;
        boolean undisturbed = polls.undisturbed();
        Duration stopping = other.stopped();
        List<Caller.Answer> answers = polls.answers();
        Map<Integer, Integer> statuses = new TreeMap<>();
        answers.forEach(answer -> statuses.merge(answer.status(), 1, Integer::sum));
        long whenToComeBack = answers.stream()
                .filter(answer -> answer.retryAfter().isPresent())
                .count();
        Findings.add(new Finding(
                "F15",
                POLLS + " machines wait at one node, which is then stopped",
                "under 50 % of a processor, memory flat; each is told to come back (503, Retry-After), no line is cut; it stops in 10 s",
                "%.1f %% of a processor; live heap MB %.0f before, %.0f at once, %.0f after %d s; %d times one was told to come back as all came at once; at the end %s, %d with Retry-After; stopped after %.1f s"
                        .formatted(
                                busy,
                                before,
                                heap,
                                later,
                                IDLE.toSeconds(),
                                polls.toldToComeBack(),
                                statuses,
                                whenToComeBack,
                                stopping.toMillis() / 1e3),
                undisturbed
                        && statuses.equals(Map.of(503, POLLS))
                        && whenToComeBack == POLLS
                        && heap - before < ROOM
                        && later - heap < FLAT,
                stopping.compareTo(SOON) <= 0 && busy < 50));
    }
}

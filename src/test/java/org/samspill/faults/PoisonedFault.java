package org.samspill.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Some work can never be done: its machine fails each time. {@code -Dfaults.tasks} says how much there is (60); a tenth of it is such work. */
class PoisonedFault {

    private static final int TASKS = Integer.getInteger("faults.tasks", 60);
    private static final int POISONED = TASKS / 10;
    private static final int CALLERS = 6;
    private static final int TRIES = 3;
    private static final int PAUSE_MILLIS = 1_000;
    private static final double SLOWER = 1.05;

    private final Cluster cluster = Cluster.shared();
    private final JdbcClient jdbc = cluster.jdbc();
    private final Set<String> poisoned = ConcurrentHashMap.newKeySet();
    private final Set<String> done = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> tries = new ConcurrentHashMap<>();
    private final Map<String, Long> failed = new ConcurrentHashMap<>();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private final AtomicLong soonest = new AtomicLong(Long.MAX_VALUE);

    @Test
    void whatAlwaysFailsStopsAndTheRestGoesOn() {
        begun(TASKS - POISONED);
        double alone = worked(TASKS - POISONED);
        done.clear();
        List<String> journeys = begun(TASKS);
        poisoned.addAll(journeys.subList(0, POISONED));
        double among = worked(TASKS - POISONED);

        String theirs = "journey_id in (select unnest(cast(? as varchar array)))";
        int stopped = jdbc.sql("select count(*) from work_item where state = 'OPEN' and retries = 0 and " + theirs)
                .param(poisoned.toArray(String[]::new))
                .query(Integer.class)
                .single();
        boolean each = tries.size() == POISONED && tries.values().stream().allMatch(times -> times == TRIES);
        // An operator sets them going again; then they are done.
        jdbc.sql("update work_item set retries = 1, lock_expires = null where " + theirs)
                .param(poisoned.toArray(String[]::new))
                .update();
        try (Load rest = Load.on(cluster, 0, 2, 4)) {
            rest.finish(patience());
        }
        Findings.add(new Finding(
                "F16",
                "%d of %d tasks fail whenever they are tried".formatted(POISONED, TASKS),
                "tried as often and as far apart as their machine said, then laid aside for an operator; all others go on, at most 5 % slower",
                "%d of %d others done%s, %d laid aside after %d tries each, tried again after %d ms at the earliest; half of the others answered in %.0f ms, without the failing ones in %.0f ms"
                        .formatted(
                                done.size(),
                                TASKS - POISONED,
                                refused.isEmpty()
                                        ? ""
                                        : ", %d refused: %s".formatted(refused.size(), new TreeSet<>(refused)),
                                stopped,
                                TRIES,
                                soonest.get(),
                                among,
                                alone),
                done.size() == TASKS - POISONED
                        && refused.isEmpty()
                        && stopped == POISONED
                        && each
                        && soonest.get() >= PAUSE_MILLIS * 9 / 10,
                among <= alone * SLOWER));
    }

    private static Duration patience() {
        return Duration.ofMinutes(3).plusMillis(100L * TASKS);
    }

    /** Journeys that have come to their first work. */
    private List<String> begun(int many) {
        Queue<String> journeys = new ConcurrentLinkedQueue<>();
        var next = new AtomicInteger();
        atOnce(caller -> {
            Caller machine = machine();
            for (int at = next.getAndIncrement(); at < many; at = next.getAndIncrement()) {
                journeys.add(machine.also("Idempotency-Key", UUID.randomUUID().toString())
                        .post(port(at), "/api/journeys", Load.parcel())
                        .json()
                        .path("id")
                        .asText());
            }
        });
        return new ArrayList<>(journeys);
    }

    /** Works until so many others are done and those that fail were tried as often as they may be; the median of the others' answers, in milliseconds. */
    private double worked(int others) {
        Queue<Long> took = new ConcurrentLinkedQueue<>();
        long end = System.nanoTime() + patience().toNanos();
        atOnce(caller -> {
            Caller machine = machine();
            String worker = "poisoned-" + caller;
            Map<String, Object> wish = new TreeMap<>(Load.fetch(worker));
            wish.put("asyncResponseTimeout", 200);
            wish.put("maxTasks", 5);
            for (int call = caller; !finished(others); call++) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("It was not done in time: " + done.size() + " of " + others);
                }
                Caller.Answer fetched = machine.post(port(call), "/engine-rest/external-task/fetchAndLock", wish);
                if (!fetched.ok()) {
                    refuse("fetch", fetched);
                    continue;
                }
                for (JsonNode task : fetched.json()) {
                    if (poisoned.contains(task.path("businessKey").asText())) {
                        fails(machine, port(call), worker, task.path("id").asText());
                    } else {
                        took.add(delivers(
                                machine, port(call), worker, task.path("id").asText()));
                    }
                }
            }
        });
        long[] sorted = took.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted[sorted.length / 2] / 1e6;
    }

    private boolean finished(int others) {
        return done.size() + refused.size() >= others
                && tries.size() == poisoned.size()
                && tries.values().stream().allMatch(times -> times >= TRIES);
    }

    private void fails(Caller machine, int port, String worker, String task) {
        Long before = failed.put(task, System.nanoTime());
        if (before != null) {
            soonest.accumulateAndGet((System.nanoTime() - before) / 1_000_000, Math::min);
        }
        int left = TRIES - tries.merge(task, 1, Integer::sum);
        Caller.Answer answer = machine.post(
                port,
                "/engine-rest/external-task/" + task + "/failure",
                Map.of("workerId", worker, "errorMessage", "always", "retries", left, "retryTimeout", PAUSE_MILLIS));
        if (!answer.ok()) {
            refuse("failure", answer);
        }
    }

    private long delivers(Caller machine, int port, String worker, String task) {
        Caller.Answer answer =
                machine.post(port, "/engine-rest/external-task/" + task + "/complete", Load.delivery(worker));
        if (answer.ok()) {
            done.add(task);
        } else {
            refuse("complete", answer);
        }
        return answer.took().toNanos();
    }

    private void refuse(String what, Caller.Answer answer) {
        refused.add(what + " " + answer.status());
    }

    private Caller machine() {
        return Caller.machine(port(0), Cluster.DEPOT);
    }

    private int port(int call) {
        return cluster.node(call % 2).port();
    }

    private static void atOnce(IntConsumer work) {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                int number = caller;
                all.add(CompletableFuture.runAsync(() -> work.accept(number), callers));
            }
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
        } finally {
            callers.shutdown();
        }
    }
}

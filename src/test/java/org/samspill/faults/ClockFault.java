package org.samspill.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The clock of one node is wrong: a little, and by ten minutes. */
class ClockFault {

    private static final Duration LITTLE = Duration.ofMillis(1_800);
    private static final Duration MUCH = Duration.ofMinutes(10);
    private static final Duration LOCK = Duration.ofSeconds(6);
    private static final Duration SAYS_SO = Duration.ofSeconds(15);
    private static final int PIECES = 10;

    private final Cluster cluster = Cluster.shared();
    private final Node right = cluster.node(0);
    private final Node wrong = cluster.node(1);
    private final WrongClock clock = new WrongClock();

    @BeforeEach
    void giveItAClockOfItsOwn() {
        Assumptions.assumeTrue(clock.made(), "a C compiler and Linux are needed");
        wrong.stopped();
        wrong.environment(clock.environment());
    }

    @AfterEach
    void takeTheClockAway() {
        if (wrong.alive()) {
            wrong.killed();
        }
        wrong.environment(Map.of());
    }

    @Test
    void aLittleWrongAndNobodyLosesALockBeforeItsTime() {
        Caller machine = Caller.machine(right.port(), Cluster.DEPOT);
        List<Duration> early = new ArrayList<>();
        List<Integer> readiness = new ArrayList<>();
        for (int i = 0; i < PIECES; i++) {
            machine.also("Idempotency-Key", UUID.randomUUID().toString())
                    .post(right.port(), "/api/journeys", Load.parcel());
        }
        for (Duration difference : List.of(LITTLE, LITTLE.negated())) {
            clock.becomes(difference);
            wrong.start().ready();
            early.addAll(stolen(machine, right, wrong));
            early.addAll(stolen(machine, wrong, right));
            readiness.add(wrong.readiness());
            wrong.stopped();
        }
        try (Load rest = Load.on(Cluster.shared(), 0, 2, 2)) {
            rest.finish(Duration.ofMinutes(3));
        }
        Duration most = early.stream().max(Duration::compareTo).orElseThrow();
        Findings.add(new Finding(
                "F8",
                "the clock of one node is %.1f s ahead, and %.1f s behind; %d pieces locked for %d s at each node are wanted at the other"
                        .formatted(LITTLE.toMillis() / 1e3, LITTLE.toMillis() / 1e3, early.size(), LOCK.toSeconds()),
                "ready, and nobody else has a piece before its lock has ended",
                "readiness %s; the earliest had by another %d ms before the lock ended (0: none before)"
                        .formatted(readiness, Math.max(0, most.toMillis())),
                early.size() == 4 * PIECES && most.toMillis() <= 20 && readiness.equals(List.of(200, 200))));
    }

    /** Locks all there is at one node; how long before the end of each lock somebody had it at the other, by this machine's clock. */
    private List<Duration> stolen(Caller machine, Node at, Node wanted) {
        Map<String, Instant> ends = new HashMap<>();
        Wait.until(Duration.ofMinutes(1), "all is locked", () -> {
            Instant asked = Instant.now();
            fetched(machine, at, "holder", LOCK)
                    .forEach(task -> ends.put(task.path("id").asText(), asked.plus(LOCK)));
            return ends.size() == PIECES;
        });
        List<Duration> early = new ArrayList<>();
        Wait.until(Duration.ofMinutes(1), "all has been had", () -> {
            for (JsonNode task : fetched(machine, wanted, "other", Duration.ofMinutes(5))) {
                early.add(
                        Duration.between(Instant.now(), ends.get(task.path("id").asText())));
            }
            return early.size() == PIECES;
        });
        ends.keySet().forEach(id -> machine.post(at.port(), "/engine-rest/external-task/" + id + "/unlock", Map.of()));
        return early;
    }

    private static JsonNode fetched(Caller machine, Node node, String worker, Duration lock) {
        Map<String, Object> wish = new TreeMap<>(Load.fetch(worker));
        wish.put("maxTasks", PIECES);
        wish.put("asyncResponseTimeout", 0);
        wish.put("topics", List.of(Map.of("topicName", "depot.parcel.bring", "lockDuration", lock.toMillis())));
        return machine.post(node.port(), "/engine-rest/external-task/fetchAndLock", wish)
                .json();
    }

    @Test
    void veryWrongAndItTakesNoPartUntilItIsRight() {
        clock.becomes(Duration.ZERO);
        wrong.start().ready();
        Load load = Load.on(cluster);
        Wait.pass(Duration.ofSeconds(3));
        List<Long> down = new ArrayList<>();
        List<Long> up = new ArrayList<>();
        boolean alive = true;
        for (Duration difference : List.of(MUCH, MUCH.negated())) {
            clock.becomes(difference);
            down.add(Wait.until(Duration.ofMinutes(1), "it says so", () -> wrong.readiness() == 503)
                    .toMillis());
            Wait.pass(Duration.ofSeconds(8));
            alive &= wrong.liveness() == 200;
            clock.becomes(Duration.ZERO);
            up.add(Wait.until(Duration.ofMinutes(1), "it is right again", () -> wrong.readiness() == 200)
                    .toMillis());
            Wait.pass(Duration.ofSeconds(3));
        }
        long warned = wrong.log()
                .lines()
                .filter(line -> line.contains("it runs no jobs"))
                .count();
        load.finish(Duration.ofMinutes(3));
        Reckoning reckoning = Reckoning.of(cluster, load.ledger());
        long slowest = Math.max(
                down.stream().max(Long::compare).orElseThrow(),
                up.stream().max(Long::compare).orElseThrow());
        Findings.add(new Finding(
                "F8b",
                "the clock of one node jumps %d min ahead and back, and behind and back, under load, while it is still asked"
                        .formatted(MUCH.toMinutes()),
                "not ready and a warning in %d s, no jobs, alive, ready again by itself; nothing lost, nothing twice"
                        .formatted(SAYS_SO.toSeconds()),
                "not ready after ms %s, ready after ms %s, %d warnings, %s; %s"
                        .formatted(down, up, warned, alive ? "alive" : "NOT alive", reckoning),
                warned == 2 && alive && reckoning.whole(),
                slowest <= SAYS_SO.toMillis()));
    }
}

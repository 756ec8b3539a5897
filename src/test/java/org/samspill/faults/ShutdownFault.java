package org.samspill.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A node is asked to stop while machines wait at it for work. */
class ShutdownFault {

    private static final int POLLS = 200;
    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void whoWaitsIsSentAwayAndLosesNothing() {
        Cluster cluster = Cluster.shared();
        Node node = cluster.node(1);
        Caller machine = Caller.machine(node.port(), Cluster.DEPOT);
        var hands = Executors.newFixedThreadPool(POLLS);
        List<CompletableFuture<Caller.Answer>> polls = IntStream.range(0, POLLS)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> {
                            Map<String, Object> wish = new TreeMap<>(Load.fetch("waiting-" + i));
                            wish.put("asyncResponseTimeout", 120_000);
                            return machine.post(
                                    node.port(),
                                    "/engine-rest/external-task/fetchAndLock",
                                    wish,
                                    Duration.ofSeconds(130));
                        },
                        hands))
                .toList();
        Wait.until(Duration.ofSeconds(60), "all wait", () -> node.metric("samspill_polls_waiting") >= POLLS);
        Duration stopping = node.stopped();
        Map<Integer, Integer> statuses = new TreeMap<>();
        polls.forEach(poll -> statuses.merge(poll.join().status(), 1, Integer::sum));
        hands.shutdown();
        long whenToComeBack = polls.stream()
                .filter(poll -> poll.join().retryAfter().isPresent())
                .count();
        Findings.add(new Finding(
                "F15",
                "a node is stopped while " + POLLS + " machines wait at it",
                "each is told to come back (503, Retry-After); no line is cut; it stops in 10 s",
                "answers %s, %d with Retry-After; stopped after %.1f s"
                        .formatted(statuses, whenToComeBack, stopping.toMillis() / 1e3),
                statuses.equals(Map.of(503, POLLS)) && whenToComeBack == POLLS,
                stopping.compareTo(SOON) <= 0));
    }
}

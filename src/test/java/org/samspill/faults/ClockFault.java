package org.samspill.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** One node's clock is wrong. Needs libfaketime, where Debian puts it or where {@code -Dfaults.faketime} says. */
class ClockFault {

    private static final List<String> USUAL = List.of(
            System.getProperty("faults.faketime", ""),
            "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1",
            "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1");

    @Test
    void aNodeWhoseClockIsWrongTakesNothingFromTheOthers() {
        String library = USUAL.stream()
                .filter(path -> !path.isBlank() && Files.isReadable(Path.of(path)))
                .findFirst()
                .orElse(null);
        Assumptions.assumeTrue(library != null, "libfaketime is not installed");
        Cluster cluster = Cluster.shared();
        Node wrong = cluster.node(1);
        wrong.stopped();
        wrong.environment(Map.of("LD_PRELOAD", library, "FAKETIME", "+10m", "DONT_FAKE_MONOTONIC", "1"));
        try {
            Load load = Load.on(cluster);
            wrong.start();
            Wait.until(Node.START, "it answers", () -> wrong.liveness() == 200);
            Wait.pass(Duration.ofSeconds(20));
            int ready = wrong.readiness();
            boolean warned = wrong.log().contains("clock");
            load.finish(Duration.ofMinutes(3));
            Reckoning reckoning = Reckoning.of(cluster, load.ledger());
            long served = load.ledger().since(0).stream()
                    .filter(each -> each.port() == wrong.port() && each.status() / 100 == 2)
                    .count();
            Findings.add(new Finding(
                    "F8",
                    "one node's clock is 10 min ahead",
                    "it says so in its log, is not ready, and takes neither work nor jobs; nothing lost, nothing twice",
                    "readiness %d, %s; %d calls served by it all the same; %s"
                            .formatted(ready, warned ? "a line in its log" : "NO line in its log", served, reckoning),
                    reckoning.whole() && ready == 503 && warned));
        } finally {
            wrong.killed();
            wrong.environment(Map.of());
        }
    }
}

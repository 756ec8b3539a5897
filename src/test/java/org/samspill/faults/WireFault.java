package org.samspill.faults;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The network between nodes and database is bad. */
class WireFault {

    private static final Duration DRAIN = Duration.ofMinutes(4);
    private static final Duration BAD = Duration.ofSeconds(Integer.getInteger("faults.wire", 60));
    private static final int DELAY_MILLIS = Integer.getInteger("faults.delay", 200);
    /** Of the answers of the database; a step has some thirty of them, so one of twenty steps is torn. */
    private static final double TORN = 0.002;

    @Test
    void slowAndTornWiresLoseNothing() {
        Cluster cluster = Cluster.shared();
        Load load = Load.on(cluster);
        Wait.pass(Duration.ofSeconds(3));
        long began = System.nanoTime();
        cluster.wires().forEach(wire -> {
            wire.slow(DELAY_MILLIS);
            wire.tear(TORN);
        });
        Wait.pass(BAD);
        cluster.wires().forEach(Wire::mend);
        long ended = System.nanoTime();
        load.finish(DRAIN);
        Reckoning reckoning = Reckoning.of(cluster, load.ledger());
        List<Ledger.Heard> during = load.ledger().between(began, ended);
        Findings.add(new Finding(
                "F5",
                "%d ms more for each answer of the database, and one in 500 resets the connection (about one step in twenty), for %d s"
                        .formatted(DELAY_MILLIS, BAD.toSeconds()),
                "nothing lost, nothing twice, no 500",
                "%d calls meanwhile, %d of them 503; half under %d ms, 95 %% under %d ms; %s"
                        .formatted(
                                during.size(),
                                during.stream()
                                        .filter(each -> each.status() == 503)
                                        .count(),
                                percentile(during, 0.5),
                                percentile(during, 0.95),
                                reckoning),
                reckoning.whole()));
    }

    private static long percentile(List<Ledger.Heard> heard, double share) {
        List<Long> sorted = heard.stream()
                .filter(each -> !each.what().equals("fetch"))
                .map(each -> each.took().toMillis())
                .sorted()
                .toList();
        return sorted.isEmpty() ? 0 : sorted.get((int) (share * (sorted.size() - 1)));
    }

    @Test
    void aNodeThatTheDatabaseNoLongerHearsIsNotReady() {
        Cluster cluster = Cluster.shared();
        Load load = Load.on(cluster);
        Wait.pass(Duration.ofSeconds(5));
        long began = System.nanoTime();
        cluster.wire(1).swallow(true);
        Duration down = Wait.until(
                Duration.ofSeconds(45), "it says so", () -> cluster.node(1).readiness() != 200);
        Wait.pass(Duration.ofSeconds(20));
        boolean alive = cluster.node(1).liveness() == 200;
        cluster.wire(1).cut();
        cluster.wire(1).mend();
        long mended = System.nanoTime();
        Duration up = Wait.until(
                Duration.ofSeconds(90), "it is back", () -> cluster.node(1).readiness() == 200);
        long atTheOther = load.ledger().between(began, mended).stream()
                .filter(each ->
                        each.port() == cluster.node(0).port() && each.status() / 100 != 2 && each.status() / 100 != 4)
                .count();
        load.finish(DRAIN);
        Reckoning reckoning = Reckoning.of(cluster, load.ledger());
        Findings.add(new Finding(
                "F5b",
                "what one node says to the database is swallowed, without a reset",
                "it is not ready in 30 s, and alive; the other serves; it comes back by itself; nothing lost",
                "not ready after %.0f s, %s; %d errors at the other; ready %.0f s after the network; %s"
                        .formatted(
                                down.toMillis() / 1e3,
                                alive ? "alive" : "NOT alive",
                                atTheOther,
                                up.toMillis() / 1e3,
                                reckoning),
                reckoning.whole() && alive && atTheOther == 0,
                down.compareTo(Duration.ofSeconds(30)) <= 0));
    }
}

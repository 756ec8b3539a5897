package org.samspill.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The database goes: for a moment, and for so long that everybody notices. */
class DatabaseFault {

    private static final Duration DRAIN = Duration.ofMinutes(3);
    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("faults.outage", 60));
    private static final Duration QUICK = Duration.ofSeconds(2);
    /** What a caller and a loaded machine add to it; a second wait for a connection does not fit into it. */
    private static final Duration WITH_THE_WAY = Duration.ofMillis(1500);
    /** Until what was asked before it went has been answered, among it polls of three seconds. */
    private static final Duration ASKED_BEFORE = Duration.ofSeconds(6);

    @Test
    void nothingIsLostWhenTheDatabaseIsKilledAndStartedAgain() {
        Cluster cluster = Cluster.shared();
        Load load = Load.on(cluster);
        Wait.pass(Duration.ofSeconds(10));
        cluster.postgres().killed();
        cluster.postgres().start();
        long up = System.nanoTime();
        Wait.pass(Duration.ofSeconds(15));
        load.finish(DRAIN);

        Duration served = load.ledger().untilServed(up);
        Reckoning reckoning = Reckoning.of(cluster, load.ledger());
        Findings.add(new Finding(
                "F3",
                "pg_ctl stop -m immediate under load, and start",
                "nothing lost, nothing twice; first answer 3 s after the database is up",
                "%s; first answer after %.1f s".formatted(reckoning, served.toMillis() / 1e3),
                reckoning.whole(),
                served.compareTo(Duration.ofSeconds(3)) <= 0));
    }

    @Test
    void everybodyIsToldToComeBackWhileTheDatabaseIsAway() {
        Cluster cluster = Cluster.shared();
        Caller anybody = new Caller();
        Caller anne = Caller.person(cluster.node(0).port(), "oslo.anne");
        Load load = Load.on(cluster);
        Wait.pass(Duration.ofSeconds(5));
        double before = heap(cluster);
        long goes = System.nanoTime();
        cluster.postgres().killed();
        long gone = System.nanoTime();
        Duration down =
                Wait.until(Duration.ofSeconds(15), "no node says that it can serve", () -> cluster.nodes().stream()
                        .allMatch(node -> node.readiness() == 503));
        int port = cluster.node(0).port();
        Map<String, Caller.Answer> told = new TreeMap<>();
        for (String page : List.of("/sign-in", "/work", "/my", "/api/life-events", "/operations")) {
            told.put(page, anne.get(port, page));
        }
        told.put(
                "/oauth2/token",
                anybody.form(
                        port, "/oauth2/token", "grant_type=client_credentials&client_id=210010009&client_secret=demo"));
        boolean alive = cluster.nodes().stream().allMatch(node -> node.liveness() == 200);
        Wait.pass(OUTAGE.minusNanos(System.nanoTime() - gone));
        long back = System.nanoTime();
        cluster.postgres().start();
        long up = System.nanoTime();
        Duration ready =
                Wait.until(Duration.ofSeconds(30), "all nodes say that they can serve", () -> cluster.nodes().stream()
                        .allMatch(node -> node.readiness() == 200));
        Wait.pass(Duration.ofSeconds(5));
        double after = heap(cluster);
        load.finish(DRAIN);

        List<Ledger.Heard> during = load.ledger().between(gone, back).stream()
                .filter(each -> each.at() - each.took().toNanos() >= gone || each.at() >= gone + ASKED_BEFORE.toNanos())
                .toList();
        long other = during.stream()
                .filter(each -> each.status() != 503 || !each.saysWhenToComeBack())
                .count();
        // As it goes a poll may still be taken in, and then lasts as long as a poll does.
        Duration slowest = load.ledger().between(goes, back).stream()
                .filter(each ->
                        each.at() - each.took().toNanos() >= (each.what().equals("fetch") ? gone : goes))
                .map(Ledger.Heard::took)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        String pages = told.entrySet().stream()
                .filter(each ->
                        each.getValue().status() >= 500 && each.getValue().status() != 503
                                || each.getValue().status() == 503
                                        && each.getValue().retryAfter().isEmpty()
                                || each.getValue().status() == 0
                                || each.getValue().body().contains("Exception"))
                .map(each -> each.getKey() + " " + each.getValue().status())
                .collect(Collectors.joining(", "));
        Duration served = load.ledger().untilServed(up);
        Reckoning reckoning = Reckoning.of(cluster, load.ledger());
        Findings.add(new Finding(
                "F4",
                "database away for %d s under load".formatted(OUTAGE.toSeconds()),
                "503 with Retry-After in 2 s, also on pages; not ready, alive; nothing lost; serves again by itself",
                ("%d calls meanwhile, %d not 503 with Retry-After, slowest %.1f s%s; not ready after %.1f s, %s;"
                                + " ready %.1f s and first answer %.1f s after it was back; heap %.0f and %.0f MB; %s")
                        .formatted(
                                during.size(),
                                other,
                                slowest.toMillis() / 1e3,
                                pages.isEmpty() ? "" : "; wrong on " + pages,
                                down.toMillis() / 1e3,
                                alive ? "alive" : "NOT alive",
                                ready.toMillis() / 1e3,
                                served.toMillis() / 1e3,
                                before,
                                after,
                                reckoning),
                reckoning.whole()
                        && !during.isEmpty()
                        && other == 0
                        && pages.isEmpty()
                        && alive
                        && slowest.compareTo(QUICK.plus(WITH_THE_WAY)) <= 0));
    }

    private static double heap(Cluster cluster) {
        return cluster.node(0).heap() / 1e6;
    }
}

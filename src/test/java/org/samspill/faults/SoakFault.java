package org.samspill.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing is broken; it only goes on. {@code -Dfaults.soak=PT30M} for long, two minutes by itself. */
class SoakFault {

    private static final Duration SOAK = Duration.parse(System.getProperty("faults.soak", "PT2M"));
    private static final int PARTS = 6;
    /** What the heap may grow from the second part to the last: caches fill, noise stays. */
    private static final double FLAT = 1.15;

    @Test
    void heapAndThreadsStayFlat() {
        Cluster cluster = Cluster.shared();
        Load load = Load.on(cluster).pausing(Duration.ofMillis(500));
        List<Double> heaps = new ArrayList<>();
        List<Double> threads = new ArrayList<>();
        List<Long> slow = new ArrayList<>();
        for (int part = 0; part < PARTS; part++) {
            long began = System.nanoTime();
            Wait.pass(SOAK.dividedBy(PARTS));
            slow.add(percentile(load.ledger().since(began)));
            heaps.add(cluster.node(0).heap() / 1e6);
            threads.add(cluster.node(0).metric("jvm_threads_live_threads"));
        }
        double connections = cluster.node(0).metric("hikaricp_connections{");
        load.finish(Duration.ofMinutes(3));
        Reckoning reckoning = Reckoning.of(cluster, load.ledger());
        double growth = heaps.get(PARTS - 1) / heaps.get(1);
        Findings.add(new Finding(
                "F34",
                "nothing, for " + SOAK.toMinutes() + " min",
                "heap flat (15 %), threads and connections bounded, nothing lost",
                "live heap MB %s, threads %s, 99 %% of calls under ms %s, %.0f connections; %s"
                        .formatted(whole(heaps), whole(threads), slow, connections, reckoning),
                reckoning.whole() && connections <= 16,
                growth <= FLAT));
    }

    private static List<Long> whole(List<Double> values) {
        return values.stream().map(Math::round).toList();
    }

    private static long percentile(List<Ledger.Heard> heard) {
        List<Long> sorted = heard.stream()
                .filter(each -> !each.what().equals("fetch"))
                .map(each -> each.took().toMillis())
                .sorted()
                .toList();
        return sorted.isEmpty() ? 0 : sorted.get((int) (0.99 * (sorted.size() - 1)));
    }
}

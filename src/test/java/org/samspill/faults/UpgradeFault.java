package org.samspill.faults;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Nodes are replaced one by one by a newer program while everybody works, and back. {@code -Dfaults.previous} names the archive of the older one. */
class UpgradeFault {

    private static final int PLACE = 3;

    @Test
    void nobodyNoticesThatNodesAreReplacedOneByOne() {
        String previous = System.getProperty("faults.previous");
        Assumptions.assumeTrue(previous != null, "no archive of an earlier version was named");
        Path old = Path.of(previous);
        try (Cluster cluster = Cluster.empty("upgrade", PLACE)) {
            cluster.begin(2, old);
            Load load = Load.on(cluster);
            Wait.pass(Duration.ofSeconds(8));
            long began = System.nanoTime();
            for (Path next : new Path[] {Cluster.archive(), old}) {
                for (Node node : cluster.nodes()) {
                    node.stopped();
                    node.becomes(next);
                    node.start().ready();
                    Wait.pass(Duration.ofSeconds(4));
                }
            }
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            load.finish(Duration.ofMinutes(3));
            Reckoning reckoning = Reckoning.of(cluster, load.ledger());
            int unanswered = (int) load.ledger().since(0).stream()
                    .filter(each -> each.status() == 0 && each.took().compareTo(Duration.ofSeconds(5)) > 0)
                    .count();
            Findings.add(new Finding(
                    "F31",
                    "two nodes replaced one by one by the next version, and back, under load",
                    "nothing lost, nothing twice, no call that fails when it is repeated; both versions run on the newer tables",
                    "%s; %d calls hung; %.0f s in all".formatted(reckoning, unanswered, took.toMillis() / 1e3),
                    reckoning.whole() && unanswered == 0));
        }
    }
}

package org.samspill.faults;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A node that is killed while everybody works. */
class NodeKilledFault {

    private static final Duration SERVED_AGAIN = Duration.ofSeconds(2);
    private static final Duration BACK = Duration.ofSeconds(40);
    private static final Duration DRAIN = Duration.ofMinutes(3);

    @Test
    void nothingAcknowledgedIsLostWhenOneOfTwoNodesIsKilled() {
        Cluster cluster = Cluster.shared();
        Load load = Load.on(cluster);
        Wait.pass(Duration.ofSeconds(15));
        long killed = System.nanoTime();
        cluster.node(1).killed();
        Wait.pass(Duration.ofSeconds(10));
        long back = System.nanoTime();
        cluster.node(1).start().ready();
        Duration until = Duration.ofNanos(System.nanoTime() - back);
        Wait.pass(Duration.ofSeconds(5));
        load.finish(DRAIN);

        Reckoning reckoning = Reckoning.of(cluster, load.ledger());
        Duration trouble = load.ledger().lastTrouble(killed, cluster.node(0).port());
        List<Ledger.Heard> all = load.ledger().since(0);
        Findings.add(new Finding(
                "F1",
                "kill -9 of one of two nodes under load (" + all.size() + " calls)",
                "nothing lost, nothing twice; the other node answers without error after 2 s; the killed one is back in 40 s",
                "%s; last error of the other node after %.1f s; back in %.0f s"
                        .formatted(reckoning, trouble.toMillis() / 1e3, until.toMillis() / 1e3),
                reckoning.whole(),
                trouble.compareTo(SERVED_AGAIN) <= 0 && until.compareTo(BACK) <= 0));
    }
}

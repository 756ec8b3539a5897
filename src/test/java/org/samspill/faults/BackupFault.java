package org.samspill.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The database is copied while everybody works, and restored elsewhere. */
class BackupFault {

    private static final int PLACE = 2;

    @Test
    void whatWasCopiedUnderLoadGoesOnElsewhere() throws Exception {
        Cluster cluster = Cluster.shared();
        Load load = Load.on(cluster);
        Wait.pass(Duration.ofSeconds(5));
        Set<String> acknowledged = new HashSet<>(load.ledger().journeys().keySet());
        Set<String> done = new HashSet<>(load.ledger().done());
        Path copy = Cluster.fresh(Cluster.FOLDER.resolve("restored")).resolve("postgres");
        cluster.postgres().copied(copy);
        Wait.pass(Duration.ofSeconds(3));
        load.finish(Duration.ofMinutes(3));

        long began = System.nanoTime();
        Postgres elsewhere = new Postgres(copy, cluster.postgres().port() + 10 * PLACE);
        elsewhere.start();
        try (Cluster restored = Cluster.on("restored", PLACE, elsewhere)) {
            Node node = restored.add(Cluster.archive());
            int verified = node.run(
                    "verify-log", "--samspill.seal.folder=" + cluster.folder().resolve("seal"));
            node.start("--samspill.seal.folder=" + cluster.folder().resolve("seal"))
                    .ready();
            Duration serving = Duration.ofNanos(System.nanoTime() - began);
            Load.on(restored).finish(Duration.ofMinutes(3));
            Reckoning there = Reckoning.of(restored, new Ledger());
            Set<String> keys = new HashSet<>(restored.jdbc()
                    .sql("select start_key from journeys_start")
                    .query(String.class)
                    .list());
            Set<String> items = new HashSet<>(restored.jdbc()
                    .sql("select work_item from journeys_log where event = 'completed' and work_item is not null")
                    .query(String.class)
                    .list());
            long missing = acknowledged.stream()
                            .filter(key -> !keys.contains(key))
                            .count()
                    + done.stream().filter(item -> !items.contains(item)).count();
            Findings.add(new Finding(
                    "F32",
                    "a base backup while everybody works, restored elsewhere",
                    "all that was acknowledged before it, the sealed logs verify, journeys go on; serving in 15 min",
                    "%d starts and %d steps acknowledged before, %d missing; verify-log gave %d; serving after %.0f s; %s"
                            .formatted(
                                    acknowledged.size(),
                                    done.size(),
                                    missing,
                                    verified,
                                    serving.toMillis() / 1e3,
                                    there),
                    missing == 0 && verified == 0 && there.twice() == 0 && there.unfinished() == 0,
                    serving.compareTo(Duration.ofMinutes(15)) <= 0));
        }
    }
}

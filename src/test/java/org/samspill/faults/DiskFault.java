package org.samspill.faults;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The disk of the database's tables is full; its write-ahead log stands on another, as it should. Needs the right to mount. */
class DiskFault {

    private static final Duration AGAIN = Duration.ofSeconds(30);
    private static final int MEGABYTES = 160;

    @Test
    void whoWritesIsToldToComeBackUntilThereIsRoom() {
        Cluster cluster = Cluster.shared();
        Optional<SmallDisk> mounted = SmallDisk.of(MEGABYTES);
        Assumptions.assumeTrue(mounted.isPresent(), "a small disk cannot be mounted here");
        try (SmallDisk small = mounted.orElseThrow()) {
            var jdbc = cluster.jdbc();
            jdbc.sql("create tablespace small location '" + small.folder() + "'")
                    .update();
            cluster.onTables(table ->
                    jdbc.sql("alter table " + table + " set tablespace small").update());
            Load load = Load.on(cluster);
            Wait.pass(Duration.ofSeconds(5));
            small.fill();
            long full = System.nanoTime();
            Wait.pass(Duration.ofSeconds(20));
            long freed = System.nanoTime();
            List<Ledger.Heard> during = load.ledger().between(full, freed);
            small.makeRoom();
            Wait.pass(Duration.ofSeconds(5));
            load.finish(Duration.ofMinutes(3));
            Duration served = load.ledger().untilServed(freed);
            Reckoning reckoning = Reckoning.of(cluster, load.ledger());
            long told = during.stream().filter(each -> each.status() == 503).count();
            cluster.onTables(table -> jdbc.sql("alter table " + table + " set tablespace pg_default")
                    .update());
            jdbc.sql("drop tablespace small").update();
            Findings.add(new Finding(
                    "F6",
                    "the disk of the tables is full for 20 s, under load",
                    "503, never 500; nothing lost, nothing twice; serves again without a restart in 30 s",
                    "%d of %d calls 503; first answer %.1f s after there was room; %s"
                            .formatted(told, during.size(), served.toMillis() / 1e3, reckoning),
                    reckoning.whole() && told > 0,
                    served.compareTo(AGAIN) <= 0));
        }
    }
}

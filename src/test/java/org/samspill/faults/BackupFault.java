package org.samspill.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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
        copied(cluster.postgres(), copy);
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

    /** A base backup by hand, as <a href="https://www.postgresql.org/docs/current/continuous-archiving.html">PostgreSQL describes it</a>. */
    private static void copied(Postgres from, Path to) throws SQLException, IOException {
        try (Connection server = DriverManager.getConnection(
                        "jdbc:postgresql://localhost:" + from.port() + "/" + Cluster.DATABASE, "postgres", "");
                Statement statement = server.createStatement()) {
            statement.execute("select pg_backup_start('faults', true)");
            copy(from.data(), to);
            try (ResultSet stop = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
                stop.next();
                Files.writeString(to.resolve("backup_label"), stop.getString(1));
            }
            // What was logged since the copy began; the segment at its end is kept until here.
            copy(from.data().resolve("pg_wal"), to.resolve("pg_wal"));
        }
        for (String ofTheOther : List.of("postmaster.pid", "postmaster.opts", "epg-lock")) {
            Files.deleteIfExists(to.resolve(ofTheOther));
        }
    }

    /** Files may come and go meanwhile; the log says what became of them. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path there = to.resolve(from.relativize(each).toString());
                try {
                    if (Files.isDirectory(each)) {
                        Files.createDirectories(there);
                    } else {
                        Files.write(there, Files.readAllBytes(each));
                    }
                } catch (NoSuchFileException gone) {
                    // It went while the folder was read.
                }
            }
        }
        if (Files.exists(to.resolve("PG_VERSION"))) {
            to.toFile().setExecutable(false, false);
            Files.setPosixFilePermissions(to, java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
        }
    }
}

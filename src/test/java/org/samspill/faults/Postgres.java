package org.samspill.faults;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.samspill.bench.ProcessorTime;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A PostgreSQL that keeps what it has flushed: it can be killed, stopped, and started again on its disk at the same port. */
final class Postgres implements AutoCloseable {

    private static final String USER = "postgres";

    private final Path data;
    private final int port;
    private EmbeddedPostgres server;

    /** @param data the folder of its files; made when it is not there */
    Postgres(Path data, int port) {
        this.data = data;
        this.port = port;
    }

    void start() {
        try {
            server = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPort(port)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("max_connections", "200")
                    // A copy of the files while it runs needs the log since the copy began.
                    .setServerConfig("wal_keep_size", "1GB")
                    .setServerConfig("max_wal_size", "1GB")
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What {@code pg_ctl stop -m immediate} does: no checkpoint, no farewell to clients. */
    void killed() {
        ProcessHandle postmaster = postmaster();
        Command.signal(postmaster.pid(), "QUIT");
        postmaster.onExit().join();
        forget();
    }

    /** Processor time of all its processes since it began. */
    Duration processorTime() {
        return ProcessorTime.ofServer(postmaster().pid());
    }

    private ProcessHandle postmaster() {
        try {
            long pid = Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
            return ProcessHandle.of(pid).orElseThrow();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** Lets go of the lock on the folder; the server itself is gone. */
    private void forget() {
        try {
            server.close();
        } catch (IOException alreadyStopped) {
            // Nothing is left to stop.
        }
    }

    int port() {
        return port;
    }

    Path data() {
        return data;
    }

    void create(String database) {
        client(USER).sql("create database " + database).update();
    }

    /** Straight to the server, past every proxy. */
    JdbcClient client(String database) {
        return JdbcClient.create(source(database));
    }

    DataSource source(String database) {
        var source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"localhost"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser(USER);
        source.setConnectTimeout(5);
        return source;
    }

    /** A base backup by hand, as <a href="https://www.postgresql.org/docs/current/continuous-archiving.html">PostgreSQL describes it</a>. */
    void copied(Path to) throws SQLException, IOException {
        try (Connection server = DriverManager.getConnection(
                        "jdbc:postgresql://localhost:" + port + "/" + Cluster.DATABASE, USER, "");
                Statement statement = server.createStatement()) {
            statement.execute("select pg_backup_start('faults', true)");
            copy(data, to);
            try (ResultSet stop = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
                stop.next();
                Files.writeString(to.resolve("backup_label"), stop.getString(1));
            }
            // What was logged since the copy began; the segment at its end is kept until here.
            copy(data.resolve("pg_wal"), to.resolve("pg_wal"));
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
            Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** A copy that follows it from now on and can be read meanwhile: started, and caught up. */
    Postgres standby(Path folder, int itsPort) throws SQLException, IOException {
        copied(folder);
        Files.createFile(folder.resolve("standby.signal"));
        Files.writeString(
                folder.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=localhost port=" + port + " user=" + USER + "'\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        Postgres standby = new Postgres(folder, itsPort);
        standby.start();
        return standby;
    }

    @Override
    public void close() {
        forget();
    }
}

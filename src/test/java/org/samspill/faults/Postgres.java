package org.samspill.faults;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

    @Override
    public void close() {
        forget();
    }
}

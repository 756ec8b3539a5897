package org.samspill.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.samspill.PostgresServer;
import org.samspill.Samspill;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A PostgreSQL that flushes its log at every commit, as a real one does; the tests' own does not. */
public final class BenchServer implements AutoCloseable {

    private final EmbeddedPostgres server;

    public BenchServer() throws IOException {
        server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", PostgresServer.buffers())
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                .start();
    }

    /** The address of a new, empty database. */
    public String database(String name) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return server.getJdbcUrl("postgres", name);
    }

    /** What a node does by itself that tests do when they say so: seals, sums of missions, reminders, events to organisations. */
    static final String[] EVERYTHING_ON = {
        "--samspill.seal.scheduled=true",
        "--samspill.sums.scheduled=true",
        "--samspill.reminders=true",
        "--samspill.consents-expire=true",
        "--samspill.webhooks.relay=true"
    };

    /** A node of Samspill on one of the databases, with its job executor. */
    public static ConfigurableApplicationContext samspill(String database, String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "--server.port=0",
                "--SAMSPILL_DB_URL=" + database,
                "--SAMSPILL_DB_USER=postgres",
                "--camunda.bpm.job-execution.enabled=true"));
        settings.addAll(List.of(more));
        return new SpringApplicationBuilder(Samspill.class)
                .profiles("test", "postgres")
                .run(settings.toArray(String[]::new));
    }

    /** The processor time of this program and of the server. */
    public ProcessorTime time() throws SQLException, IOException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                var row = connection.createStatement().executeQuery("show data_directory")) {
            row.next();
            return new ProcessorTime(Long.parseLong(Files.readAllLines(Path.of(row.getString(1), "postmaster.pid"))
                    .get(0)
                    .strip()));
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

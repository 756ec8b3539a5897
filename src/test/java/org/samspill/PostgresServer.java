package org.samspill;

import com.sun.management.OperatingSystemMXBean;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.Profiles;
import org.springframework.test.context.ActiveProfilesResolver;

/** The PostgreSQL that the tests bring along: one server for each run, an empty database for each program. */
public final class PostgresServer {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private PostgresServer() {}

    /** The server's life ends with the run's. */
    private static final class Started {

        private static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "300")
                        // Statements and write-ahead log are counted (bench.ServerCount); what a checkpoint adds to the
                        // log is noise there.
                        .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                        .setServerConfig("full_page_writes", "off")
                        .setServerConfig("shared_buffers", Boolean.getBoolean("samspill.bench") ? buffers() : "128MB")
                        .start();
            } catch (IOException failure) {
                throw new UncheckedIOException("The tests' PostgreSQL could not be started", failure);
            }
        }
    }

    /** The buffers of a server that is measured: a quarter of the machine's memory, as PostgreSQL advises, unless {@code -Dbench.buffers} says else. */
    public static String buffers() {
        var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return System.getProperty("bench.buffers", machine.getTotalMemorySize() / 4 / 1_048_576 + "MB");
    }

    /** The address of a new, empty database. */
    public static String emptyDatabase() {
        String name = "samspill_" + DATABASES.incrementAndGet();
        try (Connection connection = Started.SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return Started.SERVER.getJdbcUrl("postgres", name);
    }

    /** Which database the tests run on: H2 in memory, or PostgreSQL with {@code -Dsamspill.database=postgres}. */
    static final class Choice implements ActiveProfilesResolver {

        @Override
        public String[] resolve(Class<?> test) {
            return "postgres".equals(System.getProperty("samspill.database"))
                    ? new String[] {"test", "postgres"}
                    : new String[] {"test"};
        }
    }

    /** Gives a program that starts in the profile {@code postgres} a database of its own unless it was told of one. */
    static final class Database implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext program) {
            var settings = program.getEnvironment();
            if (settings.acceptsProfiles(Profiles.of("test & postgres"))
                    && !settings.containsProperty("SAMSPILL_DB_URL")) {
                settings.getPropertySources()
                        .addFirst(new MapPropertySource(
                                "database of its own",
                                Map.of("SAMSPILL_DB_URL", emptyDatabase(), "SAMSPILL_DB_USER", "postgres")));
            }
        }
    }
}

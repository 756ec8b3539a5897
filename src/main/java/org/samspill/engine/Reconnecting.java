package org.samspill.engine;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.stereotype.Component;

/**
 * The ways to a PostgreSQL that may go away and come back. The pool is given its connections by one that asks for them four times a second, where the pool itself
 * waits up to five seconds between its tries, so that a node serves soon after its database does. Callers wait for the pool, so that a short absence is none to
 * them; once it has lasted they are told at once, since what a caller asks for one thing after another would be waited for each time anew (decision 48).
 */
@Component
@Profile("postgres")
class Reconnecting implements BeanPostProcessor, Ordered {

    private static final Duration PAUSE = Duration.ofMillis(250);

    /** Cannot establish a connection (SQL:2016 part 2, 24.1). */
    private static final String UNREACHABLE = "08001";

    /** Of an absence. Less than a caller waits, so that whoever has waited in vain does not wait again. */
    private static final Duration SHORT = Duration.ofSeconds(1);

    /** Before what tells reads from writes ({@link Replica}): a replica may answer while the writer is away. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (name.equals("dataSource") && bean instanceof HikariDataSource pool) {
            Properties properties = new Properties();
            pool.getDataSourceProperties()
                    .forEach((key, value) -> properties.setProperty(key.toString(), value.toString()));
            pool.setDataSource(new Patient(
                    new DriverManagerDataSource(Objects.requireNonNull(pool.getJdbcUrl()), properties), PAUSE));
        }
        return bean;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof HikariDataSource pool && pool.getDataSource() instanceof Patient database
                ? new Impatient(pool, database, SHORT)
                : bean;
    }

    /** Hands out what the pool has, and asks nobody to wait for a database that has been away for long. A pool that is only busy is waited for. */
    static final class Impatient extends DelegatingDataSource {

        private final HikariDataSource pool;
        private final Patient database;
        private final Duration patience;

        Impatient(HikariDataSource pool, Patient database, Duration patience) {
            super(pool);
            this.pool = pool;
            this.database = database;
            this.patience = patience;
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (database.awayFor().compareTo(patience) > 0
                    && pool.getHikariPoolMXBean().getIdleConnections() == 0) {
                throw new SQLTransientConnectionException("The database is away", UNREACHABLE);
            }
            return super.getConnection();
        }
    }

    /** Waits for a database that has answered before. One that never did is an error of the settings, and said at once. */
    static final class Patient extends DelegatingDataSource {

        private static final Logger LOG = LoggerFactory.getLogger(Reconnecting.class);

        /** Class 08 is a broken connection (SQL:2016 part 2, 24.1); 57P01 to 57P03 is a PostgreSQL that stops or starts. */
        private static final String BROKEN = "08";

        private static final String STOPS_OR_STARTS = "57P0";

        private final Duration pause;
        private volatile boolean known;
        private volatile boolean away;
        private volatile long began;

        Patient(DataSource database, Duration pause) {
            super(database);
            this.pause = pause;
        }

        /** How long it has been asked for in vain; zero while nobody does. */
        Duration awayFor() {
            return away ? Duration.ofNanos(System.nanoTime() - began) : Duration.ZERO;
        }

        @Override
        public Connection getConnection() throws SQLException {
            return once(() -> obtainTargetDataSource().getConnection());
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return once(() -> obtainTargetDataSource().getConnection(user, password));
        }

        private interface Try {
            Connection open() throws SQLException;
        }

        /** The pool has one thread that asks. When it gives up the database is no longer held to be away, or nobody would find out that it is back. */
        private Connection once(Try attempt) throws SQLException {
            long now = System.nanoTime();
            try {
                while (true) {
                    try {
                        Connection connection = attempt.open();
                        known = true;
                        if (away) {
                            LOG.info("The database answers again");
                        }
                        return connection;
                    } catch (SQLException failure) {
                        if (!known || !gone(failure)) {
                            throw failure;
                        }
                        leftAt(now, failure);
                        rest(failure);
                    }
                }
            } finally {
                away = false;
            }
        }

        private void leftAt(long moment, SQLException failure) {
            if (!away) {
                began = moment;
                away = true;
                LOG.warn(
                        "The database cannot be reached, and is asked for again until it can: {}",
                        failure.getMessage());
            }
        }

        private static boolean gone(SQLException failure) {
            String state = failure.getSQLState();
            return state != null && (state.startsWith(BROKEN) || state.startsWith(STOPS_OR_STARTS));
        }

        private void rest(SQLException failure) throws SQLException {
            try {
                Thread.sleep(pause.toMillis());
            } catch (InterruptedException stops) {
                Thread.currentThread().interrupt();
                throw failure;
            }
        }
    }
}

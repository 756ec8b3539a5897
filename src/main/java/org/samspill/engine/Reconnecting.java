package org.samspill.engine;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.stereotype.Component;

/**
 * Gives the pool its connections to a PostgreSQL that may go away and come back: it is asked for again four times a second, where the pool itself waits up to five
 * seconds between its tries, so that a node serves soon after its database does. Callers meanwhile wait for the pool as ever, and are told to come back.
 */
@Component
@Profile("postgres")
class Reconnecting implements BeanPostProcessor {

    private static final Duration PAUSE = Duration.ofMillis(250);

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

    /** Waits for a database that has answered before. One that never did is an error of the settings, and said at once. */
    static final class Patient extends DelegatingDataSource {

        private static final Logger LOG = LoggerFactory.getLogger(Reconnecting.class);

        /** Class 08 is a broken connection (SQL:2016 part 2, 24.1); 57P01 to 57P03 is a PostgreSQL that stops or starts. */
        private static final String BROKEN = "08";

        private static final String STOPS_OR_STARTS = "57P0";

        private final Duration pause;
        private volatile boolean known;
        private volatile boolean away;

        Patient(DataSource database, Duration pause) {
            super(database);
            this.pause = pause;
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

        private Connection once(Try attempt) throws SQLException {
            while (true) {
                try {
                    Connection connection = attempt.open();
                    known = true;
                    if (away) {
                        away = false;
                        LOG.info("The database answers again");
                    }
                    return connection;
                } catch (SQLException failure) {
                    if (!known || !gone(failure)) {
                        throw failure;
                    }
                    if (!away) {
                        away = true;
                        LOG.warn(
                                "The database cannot be reached, and is asked for again until it can: {}",
                                failure.getMessage());
                    }
                    rest(failure);
                }
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

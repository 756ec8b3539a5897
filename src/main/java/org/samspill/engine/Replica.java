package org.samspill.engine;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.stereotype.Component;

/**
 * Sends transactions that say that they only read ({@code @Transactional(readOnly = true)}) to a replica of the database. It shows what was, some moments ago, so only
 * what says as of when it holds may say so: the numbers of missions. The engine, lists, doors, and whatever writes down who saw it are answered by the writer.
 *
 * <p>While the replica cannot be reached the writer answers for it.
 */
@Component
@ConditionalOnProperty("samspill.replica.url")
class Replica implements BeanPostProcessor, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Replica.class);

    /** A replica that is away is not asked for again at once: who waits for it waits for nothing. */
    private static final String REST = "10s";

    private static final int CONNECTIONS = 4;
    private static final int WAIT_MILLIS = 1_000;

    private final Environment settings;
    private @Nullable HikariDataSource pool;

    Replica(Environment settings) {
        this.settings = settings;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (!name.equals("dataSource") || !(bean instanceof DataSource writer)) {
            return bean;
        }
        var replica = new HikariDataSource(like(pool(writer)));
        pool = replica;
        var both = new LazyConnectionDataSourceProxy();
        both.setTargetDataSource(writer);
        both.setReadOnlyDataSource(new OrWriter(
                replica, writer, DurationStyle.detectAndParse(settings.getProperty("samspill.replica.rest", REST))));
        both.setDefaultAutoCommit(true);
        both.setDefaultTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        both.afterPropertiesSet();
        return both;
    }

    private static HikariDataSource pool(DataSource writer) {
        try {
            return writer.unwrap(HikariDataSource.class);
        } catch (SQLException none) {
            throw new IllegalStateException("A replica is read through a pool like the writer's", none);
        }
    }

    private HikariConfig like(HikariDataSource writer) {
        var like = new HikariConfig();
        writer.copyStateTo(like);
        like.setPoolName("replica");
        // The writer's own way to its connections (Reconnecting); a replica that is away is not waited for.
        like.setDataSource(null);
        like.setJdbcUrl(settings.getRequiredProperty("samspill.replica.url"));
        like.setUsername(settings.getProperty("samspill.replica.username", writer.getUsername()));
        like.setPassword(settings.getProperty("samspill.replica.password", writer.getPassword()));
        like.setMaximumPoolSize(CONNECTIONS);
        like.setMinimumIdle(0);
        like.setConnectionTimeout(WAIT_MILLIS);
        like.setReadOnly(true);
        // A node starts also while the replica is away.
        like.setInitializationFailTimeout(-1);
        return like;
    }

    @Override
    public void destroy() {
        if (pool != null) {
            pool.close();
        }
    }

    /** Connections to the replica; while it is away, to the writer. */
    private static final class OrWriter extends AbstractDataSource {

        private final HikariDataSource replica;
        private final DataSource writer;
        private final Duration rest;

        /** When the replica was last found away, by {@link System#nanoTime}; 0 while it answers. */
        private final AtomicLong away = new AtomicLong();

        OrWriter(HikariDataSource replica, DataSource writer, Duration rest) {
            this.replica = replica;
            this.writer = writer;
            this.rest = rest;
        }

        @Override
        public Connection getConnection() throws SQLException {
            long since = away.get();
            if (since != 0 && System.nanoTime() - since < rest.toNanos()) {
                return writer.getConnection();
            }
            try {
                Connection connection = alive();
                if (away.getAndSet(0) != 0) {
                    LOG.info("The replica answers again");
                }
                return connection;
            } catch (SQLException unreachable) {
                if (away.getAndSet(Math.max(1, System.nanoTime())) == 0) {
                    LOG.warn("The replica cannot be reached; the writer answers for it: {}", unreachable.getMessage());
                }
                return writer.getConnection();
            }
        }

        /** The pool does not ask a connection that was used a moment ago, and its reader would be refused for a replica that has just gone. */
        private Connection alive() throws SQLException {
            Connection connection = replica.getConnection();
            if (!connection.isValid(1)) {
                replica.evictConnection(connection);
                throw new SQLException("the connection has gone");
            }
            return connection;
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return writer.getConnection(user, password);
        }
    }
}

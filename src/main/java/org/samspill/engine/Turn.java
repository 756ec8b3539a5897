package org.samspill.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.stereotype.Component;

/**
 * What nodes that start on one database do one after the other: making the engine's tables, deploying life events, playing the demo year. A node that dies
 * in its turn loses its connection and so the turn.
 */
@Component
@DependsOnDatabaseInitialization
public class Turn {

    private static final Logger LOG = LoggerFactory.getLogger(Turn.class);
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(200);
    // Asking again rather than waiting in the database, where a statement time-out would end the wait.
    private static final String ROW = "select name from engine_turn where name = 'start' for update skip locked";

    private final DataSource database;

    public Turn(DataSource database) {
        this.database = database;
    }

    /** Does the work when no other node is in its turn; what the work does in the database has transactions of its own. */
    public <T extends @Nullable Object> T take(Supplier<T> work) {
        try (Connection connection = database.getConnection()) {
            boolean committing = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                await(connection);
                return work.get();
            } finally {
                connection.rollback();
                connection.setAutoCommit(committing);
            }
        } catch (SQLException failure) {
            throw new UncategorizedSQLException("Waiting for this node's turn", ROW, failure);
        }
    }

    /** The same for work that gives nothing back. */
    public void take(Runnable work) {
        this.<@Nullable Void>take(() -> {
            work.run();
            return null;
        });
    }

    private static void await(Connection connection) throws SQLException {
        boolean told = false;
        try (PreparedStatement row = connection.prepareStatement(ROW)) {
            while (!found(row)) {
                if (!told) {
                    LOG.info("Another node is starting on this database; this one waits for its turn");
                    told = true;
                }
                LockSupport.parkNanos(LOOK);
            }
        }
    }

    private static boolean found(PreparedStatement row) throws SQLException {
        try (ResultSet result = row.executeQuery()) {
            return result.next();
        }
    }
}

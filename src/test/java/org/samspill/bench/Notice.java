package org.samspill.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.postgresql.PGConnection;

/** The floor of news between nodes: one connection to PostgreSQL listens, and another tells it. */
public final class Notice implements AutoCloseable {

    private final Connection telling;
    private final Connection listening;

    /** @param url of a database of the server whose nodes are measured */
    public Notice(String url) throws SQLException {
        telling = DriverManager.getConnection(url, "postgres", null);
        listening = DriverManager.getConnection(url, "postgres", null);
        try (Statement statement = listening.createStatement()) {
            statement.execute("listen work");
        }
    }

    /** How many nanoseconds a notice takes to be received, its own commit among them. */
    public long nanos() throws Exception {
        CompletableFuture<Long> received = CompletableFuture.supplyAsync(this::received);
        // The listener has to be there when it is told.
        Thread.sleep(20);
        long told = System.nanoTime();
        try (Statement statement = telling.createStatement()) {
            statement.execute("notify work");
        }
        return received.get() - told;
    }

    private long received() {
        try {
            if (listening.unwrap(PGConnection.class).getNotifications(10_000).length == 0) {
                throw new IllegalStateException("No notice came");
            }
            return System.nanoTime();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() throws SQLException {
        telling.close();
        listening.close();
    }
}

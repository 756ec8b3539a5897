package org.samspill.journeys;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Somebody who writes in the log in a transaction that the test ends when it likes. */
public final class Writer {

    private final Connection connection;
    private final LogBook book;

    public Writer(DataSource source) {
        try {
            connection = source.getConnection();
            connection.setAutoCommit(false);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        book = LogBook.on(new SingleConnectionDataSource(endedByTheTestAlone(connection), true));
    }

    /** The book ends a transaction after each row; here it goes on. */
    private static Connection endedByTheTestAlone(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                Writer.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (Set.of("commit", "rollback").contains(method.getName())) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }

    public LogBook book() {
        return book;
    }

    public void commit() {
        end(Connection::commit);
    }

    public void rollback() {
        end(Connection::rollback);
    }

    public void close() {
        end(each -> {
            each.rollback();
            each.setAutoCommit(true);
            each.close();
        });
    }

    private interface End {
        void of(Connection connection) throws SQLException;
    }

    private void end(End how) {
        try {
            how.of(connection);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}

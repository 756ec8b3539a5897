package org.samspill.missions;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database that is gone after so many more statements, before one of them or after a commit that nobody hears of. */
final class PowerCuts extends DelegatingDataSource {

    private int left = Integer.MAX_VALUE;

    PowerCuts(DataSource database) {
        super(database);
    }

    /** From now on so many statements and commits go through, and the next fails. */
    void after(int statements) {
        left = statements;
    }

    void never() {
        left = Integer.MAX_VALUE;
    }

    /** True when it has failed since it was told when to. */
    boolean happened() {
        return left < 0;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    boolean commit = method.getName().equals("commit");
                    if (!commit && method.getName().equals("prepareStatement")) {
                        cut();
                    }
                    try {
                        Object result = method.invoke(connection, arguments);
                        if (commit) {
                            cut();
                        }
                        return result;
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }

    private void cut() throws SQLException {
        if (left-- <= 0) {
            throw new SQLException("The power is gone");
        }
    }
}

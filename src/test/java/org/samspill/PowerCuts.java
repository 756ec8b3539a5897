package org.samspill;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.core.InfrastructureProxy;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A database that is gone after so many more statements: before a statement, before a commit, or after one that nobody hears of. What had not been committed
 * is undone, as a server does when its client is dead. Only the thread that asked for it notices.
 */
public final class PowerCuts extends DelegatingDataSource implements InfrastructureProxy {

    private final ThreadLocal<Cut> cuts = new ThreadLocal<>();

    /** When the power goes for one thread, and what with it. */
    private static final class Cut {

        private final boolean everything;
        private int left;
        private boolean happened;
        private Connection dead;

        private Cut(int left, boolean everything) {
            this.left = left;
            this.everything = everything;
        }

        private void pass(Connection connection) throws SQLException {
            if (happened ? everything || connection == dead : left-- <= 0) {
                if (!happened) {
                    happened = true;
                    dead = connection;
                }
                if (!connection.getAutoCommit()) {
                    connection.rollback();
                }
                throw new SQLException("The power is gone", "08006");
            }
        }
    }

    public PowerCuts(DataSource database) {
        super(database);
    }

    /** From now on so many statements and commits go through, and everything after them fails. */
    public void after(int statements) {
        cuts.set(new Cut(statements, true));
    }

    /** The same, but only the connection fails that was in use then; a new one works. */
    public void ofOneConnectionAfter(int statements) {
        cuts.set(new Cut(statements, false));
    }

    /** The power is back; true when it had been gone. */
    public boolean never() {
        boolean happened = happened();
        cuts.remove();
        return happened;
    }

    /** True when it has failed since it was told when to. */
    public boolean happened() {
        Cut cut = cuts.get();
        return cut != null && cut.happened;
    }

    /** To Spring both are one database. */
    @Override
    public Object getWrappedObject() {
        return obtainTargetDataSource();
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        Cut cut = cuts.get();
        return cut == null
                ? connection
                : (Connection) Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (proxy, method, arguments) -> call(cut, connection, method, arguments));
    }

    private static Object call(Cut cut, Connection connection, Method method, Object[] arguments) throws Throwable {
        boolean commit = method.getName().equals("commit");
        if (commit || method.getName().equals("prepareStatement")) {
            cut.pass(connection);
        }
        try {
            Object result = method.invoke(connection, arguments);
            if (commit) {
                cut.pass(connection);
            }
            return result;
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }
}

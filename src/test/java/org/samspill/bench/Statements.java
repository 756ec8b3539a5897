package org.samspill.bench;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A data source that keeps what is asked of it: each query with its plan, as PostgreSQL carried it out. */
public final class Statements extends DelegatingDataSource {

    private final boolean explaining;
    private final List<String> asked = new ArrayList<>();
    private final List<String> plans = new ArrayList<>();

    /** @param explaining false where there is no PostgreSQL to explain */
    public Statements(DataSource source, boolean explaining) {
        super(source);
        this.explaining = explaining;
    }

    /** The queries since the last time this was asked. */
    public List<String> asked() {
        List<String> since = List.copyOf(asked);
        asked.clear();
        return since;
    }

    /** The plans since the last time this was asked. */
    public List<String> plans() {
        List<String> since = List.copyOf(plans);
        plans.clear();
        return since;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        return proxy(Connection.class, (method, values) -> {
            Object made = call(method, connection, values);
            return made instanceof PreparedStatement statement
                    ? watched(connection, (String) values[0], statement)
                    : made;
        });
    }

    private PreparedStatement watched(Connection connection, String sql, PreparedStatement statement) {
        List<Object[]> settings = new ArrayList<>();
        List<Method> setters = new ArrayList<>();
        return proxy(PreparedStatement.class, (method, values) -> {
            if (method.getName().startsWith("set") && values != null && values.length > 1) {
                setters.add(method);
                settings.add(values);
            }
            if (method.getName().startsWith("execute")) {
                asked.add(sql);
                if (explaining) {
                    explain(connection, sql, setters, settings);
                }
            }
            return call(method, statement, values);
        });
    }

    private void explain(Connection connection, String sql, List<Method> setters, List<Object[]> settings)
            throws Throwable {
        StringBuilder plan = new StringBuilder();
        try (PreparedStatement explain =
                connection.prepareStatement("explain (analyze, costs off, timing off, summary off) " + sql)) {
            for (int at = 0; at < setters.size(); at++) {
                call(setters.get(at), explain, settings.get(at));
            }
            ResultSet lines = explain.executeQuery();
            while (lines.next()) {
                plan.append(lines.getString(1)).append('\n');
            }
        }
        plans.add(plan.toString());
    }

    private interface Call {
        Object on(Method method, Object[] values) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, values) -> call.on(method, values)));
    }

    private static Object call(Method method, Object on, Object[] values) throws Throwable {
        try {
            return method.invoke(on, values);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}

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

/** A data source that keeps what is asked of it: each query with its values and with its plan, as PostgreSQL carried it out. */
public final class Statements extends DelegatingDataSource {

    private final boolean explaining;
    private final List<Question> asked = new ArrayList<>();
    private final List<String> plans = new ArrayList<>();

    /** A query that can be asked again. */
    public record Question(String sql, List<Method> setters, List<Object[]> values) {

        /** Asks and reads the whole answer. */
        public void ask(Connection connection) throws SQLException {
            try (PreparedStatement statement = prepared(connection, sql)) {
                if (statement.execute()) {
                    ResultSet rows = statement.getResultSet();
                    while (rows.next()) {}
                }
            }
        }

        private String plan(Connection connection) throws SQLException {
            StringBuilder plan = new StringBuilder();
            try (PreparedStatement explain =
                    prepared(connection, "explain (analyze, costs off, timing off, summary off) " + sql)) {
                ResultSet lines = explain.executeQuery();
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
            return plan.toString();
        }

        private PreparedStatement prepared(Connection connection, String words) throws SQLException {
            PreparedStatement statement = connection.prepareStatement(words);
            for (int at = 0; at < setters.size(); at++) {
                call(setters.get(at), statement, values.get(at));
            }
            return statement;
        }
    }

    /** @param explaining false where there is no PostgreSQL to explain */
    public Statements(DataSource source, boolean explaining) {
        super(source);
        this.explaining = explaining;
    }

    /** The words of the queries since the last time these or {@link #questions()} were asked for. */
    public List<String> asked() {
        return questions().stream().map(Question::sql).toList();
    }

    /** The queries since then, with their values. */
    public List<Question> questions() {
        List<Question> since = List.copyOf(asked);
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
                Question question = new Question(sql, List.copyOf(setters), List.copyOf(settings));
                asked.add(question);
                if (explaining) {
                    plans.add(question.plan(connection));
                }
            }
            return call(method, statement, values);
        });
    }

    private interface Call {
        Object on(Method method, Object[] values) throws SQLException;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, values) -> call.on(method, values)));
    }

    private static Object call(Method method, Object on, Object[] values) throws SQLException {
        try {
            return method.invoke(on, values);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof SQLException failure) {
                throw failure;
            }
            throw new IllegalStateException(thrown.getCause());
        } catch (IllegalAccessException hidden) {
            throw new IllegalStateException(hidden);
        }
    }
}

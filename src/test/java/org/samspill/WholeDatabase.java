package org.samspill;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/** Searches every column of every row of every table, whatever its type: what a dump of the database would show. */
public final class WholeDatabase {

    private static final int ROWS = 1000;

    private final DataSource database;

    public WholeDatabase(DataSource database) {
        this.database = database;
    }

    /** The tables with a column that can hold words or files, in small letters. */
    public Set<String> tables() {
        Set<String> tables = new TreeSet<>();
        try (Connection connection = database.getConnection();
                ResultSet all = connection.getMetaData().getColumns(null, connection.getSchema(), "%", "%")) {
            while (all.next()) {
                String type = all.getString("TYPE_NAME").toLowerCase(java.util.Locale.ROOT);
                if (List.of("char", "text", "clob", "blob", "lob", "large", "bytea", "binary", "json", "uuid").stream()
                        .anyMatch(type::contains)) {
                    tables.add(all.getString("TABLE_NAME").toLowerCase(java.util.Locale.ROOT));
                }
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        return tables;
    }

    /** Where any of the needles stand, as {@code table.column: needle}. */
    public Set<String> find(Collection<String> needles) {
        Set<String> found = new TreeSet<>();
        try (Connection connection = database.getConnection()) {
            // Or PostgreSQL's driver would hold a whole table at once.
            connection.setAutoCommit(false);
            for (String table : all(connection)) {
                try (Statement statement = connection.createStatement()) {
                    statement.setFetchSize(ROWS);
                    try (ResultSet rows = statement.executeQuery("select * from \"" + table + "\"")) {
                        search(table, rows, needles, found);
                    }
                }
            }
            connection.rollback();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        return found;
    }

    private static List<String> all(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = connection
                .getMetaData()
                .getTables(null, connection.getSchema(), "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (rows.next()) {
                tables.add(rows.getString("TABLE_NAME"));
            }
        }
        return tables;
    }

    private static void search(String table, ResultSet rows, Collection<String> needles, Set<String> found)
            throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        while (rows.next()) {
            for (int column = 1; column <= columns.getColumnCount(); column++) {
                String content = content(rows, column, columns.getColumnTypeName(column));
                for (String needle : needles) {
                    if (content.contains(needle)) {
                        found.add(table.toLowerCase(java.util.Locale.ROOT) + "."
                                + columns.getColumnName(column).toLowerCase(java.util.Locale.ROOT) + ": " + needle);
                    }
                }
            }
        }
    }

    private static String content(ResultSet rows, int column, String type) throws SQLException {
        String kind = type.toLowerCase(java.util.Locale.ROOT);
        if (kind.contains("binary") || kind.contains("blob") || kind.equals("bytea")) {
            byte[] bytes = rows.getBytes(column);
            return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
        }
        return String.valueOf(rows.getString(column));
    }
}

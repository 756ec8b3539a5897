package org.samspill.bench;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes a crowd of one row: copies of real rows, made by PostgreSQL itself, with ids of their own that fit together from table to table. */
public final class Copies {

    private final JdbcClient database;

    public Copies(JdbcClient database) {
        this.database = database;
    }

    /**
     * Copies rows.
     *
     * @param where which
     * @param from the number of the first copy, and {@code upTo} that of the last; no copy of a row has the number of another
     */
    public void of(String table, String where, int from, int upTo) {
        List<String> columns =
                database.sql("""
                        select column_name from information_schema.columns
                        where table_name = ? and is_identity = 'NO' and is_generated = 'NEVER' order by ordinal_position
                        """).param(table).query(String.class).list();
        StringBuilder values = new StringBuilder();
        for (String column : columns) {
            values.append(values.isEmpty() ? "" : ", ").append(changes(table, column) ? copied(column) : column);
        }
        database.sql("insert into " + table + " (" + String.join(", ", columns) + ") select " + values + " from "
                        + table + " cross join generate_series(" + from + ", " + upTo + ") n where " + where)
                .update();
    }

    /** The same id with an end that no other id has; ids of one kind differ at their beginning, and end with the address of the machine. */
    static String copied(String id) {
        return "left(" + id + ", length(" + id + ") - 8) || 'x' || lpad(to_hex(n), 7, '0')";
    }

    /** Ids differ from copy to copy; what they point at that is shared (definitions, people) does not. */
    private static boolean changes(String table, String column) {
        return column.equals("id")
                || column.equals("journey_id")
                || column.equals("mark")
                || column.equals("work_item")
                || column.equals("activity_instance")
                || column.equals("execution_id")
                || column.equals("process_instance")
                || column.equals("process_instance_id")
                || table.startsWith("act_")
                        && List.of(
                                        "id_",
                                        "root_proc_inst_id_",
                                        "proc_inst_id_",
                                        "business_key_",
                                        "parent_id_",
                                        "super_exec_",
                                        "act_inst_id_",
                                        "execution_id_",
                                        "bytearray_id_",
                                        "var_scope_",
                                        "process_instance_id_")
                                .contains(column);
    }
}

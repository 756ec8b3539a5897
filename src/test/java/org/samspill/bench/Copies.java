package org.samspill.bench;

import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes a crowd of one row: copies of real rows, made by PostgreSQL itself, with ids of their own that fit together from table to table. */
public final class Copies {

    private final JdbcClient database;

    public Copies(JdbcClient database) {
        this.database = database;
    }

    /**
     * Copies rows as they are.
     *
     * @param where which
     * @param from the number of the first copy, and {@code upTo} that of the last; no copy of a row has the number of another
     */
    public void of(String table, String where, int from, int upTo) {
        of(table, where, from, upTo, Map.of());
    }

    /** The same, with columns whose values are told as SQL in which n is the number of the copy. */
    void of(String table, String where, int from, int upTo, Map<String, String> told) {
        List<String> columns =
                database.sql("""
                        select column_name from information_schema.columns
                        where table_name = ? and is_identity = 'NO' and is_generated = 'NEVER' order by ordinal_position
                        """).param(table).query(String.class).list();
        StringBuilder values = new StringBuilder();
        for (String column : columns) {
            String value = changes(table, column) ? copied(column) : column;
            values.append(values.isEmpty() ? "" : ", ").append(told.getOrDefault(column, value));
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
                                        "process_instance_id_",
                                        "parent_act_inst_id_",
                                        "task_id_",
                                        "var_inst_id_",
                                        "operation_id_",
                                        "ext_task_id_",
                                        "job_id_")
                                .contains(column);
    }
}

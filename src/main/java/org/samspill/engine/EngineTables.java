package org.samspill.engine;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;

/**
 * What differs in the engine's tables from Camunda's. H2 has no partial indexes and keeps all that Camunda made; the foreign keys that are dropped on PostgreSQL
 * stand there and are tried by every test.
 */
final class EngineTables {

    /** Of tenants, candidates, data of tasks and batches there are none; called processes, errors and data in bytes are few. */
    private static final List<String> SELDOM_SET = List.of(
            "act_idx_exec_tenant_id",
            "act_idx_exec_buskey",
            "act_idx_exe_super",
            "act_idx_task_assignee",
            "act_idx_task_owner",
            "act_idx_task_tenant_id",
            "act_idx_variable_task_id",
            "act_idx_variable_task_name_type",
            "act_idx_variable_tenant_id",
            "act_idx_var_bytearray",
            "act_idx_batch_id",
            "act_idx_job_tenant_id",
            "act_idx_job_exception",
            "act_idx_ext_task_tenant_id",
            "act_idx_ext_task_err_details",
            "act_idx_event_subscr_tenant_id",
            "act_idx_bytear_depl",
            "act_idx_bytearray_rm_time");

    private EngineTables() {}

    /** Does it where it has not been done, each in a transaction of its own, so that never more is locked than one table and what it refers to; what loses a lock is tried again. */
    static void fit(DataSource source) {
        if (!postgres(source)) {
            return;
        }
        JdbcClient database = JdbcClient.create(source);
        spare(database);
        free(database);
    }

    /**
     * Lets the indexes on columns that are hardly ever set here hold only the rows in which they are set: the same names, the same columns and the same answers
     * to whoever looks for a value, and nothing to write for all other rows (docs/adr/0039).
     */
    private static void spare(JdbcClient database) {
        each(database, database.sql("""
                        select 'drop index ' || indexname || '; '
                            || indexdef || ' where ' || substring(indexdef from '[(](\\w+)') || ' is not null'
                        from pg_indexes
                        where schemaname = current_schema() and indexname in (:names) and indexdef not ilike '% where %'
                        order by indexname
                        """).param("names", SELDOM_SET));
    }

    /**
     * Takes away the foreign keys of what runs, to executions and to definitions: the end of one execution asks them 22 questions, and the engine takes away
     * itself what stood at it (docs/adr/0040; {@link LateData} is the one case in which they told something).
     */
    private static void free(JdbcClient database) {
        each(database, database.sql("""
                        select format('alter table %s drop constraint %I', conrelid::regclass, conname)
                        from pg_constraint
                        where contype = 'f' and connamespace = current_schema()::regnamespace and conrelid::regclass::text like 'act!_ru!_%' escape '!'
                            and confrelid in ('act_ru_execution'::regclass, 'act_re_procdef'::regclass)
                        order by 1
                        """));
    }

    /** Older nodes are at work on these tables meanwhile, and wait behind whoever waits for a table. */
    private static void each(JdbcClient database, JdbcClient.StatementSpec statements) {
        statements
                .query(String.class)
                .list()
                .forEach(statement -> LostLocks.again(
                        () -> database.sql("do $do$ begin set local lock_timeout = '3s'; " + statement + "; end $do$")
                                .update()));
    }

    private static boolean postgres(DataSource source) {
        try {
            return DatabaseDriver.fromProductName(JdbcUtils.commonDatabaseName(JdbcUtils.extractDatabaseMetaData(
                            source, java.sql.DatabaseMetaData::getDatabaseProductName)))
                    == DatabaseDriver.POSTGRESQL;
        } catch (MetaDataAccessException failure) {
            throw new IllegalStateException("The database does not say what it is", failure);
        }
    }
}

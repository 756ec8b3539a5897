package org.samspill.engine;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;

/**
 * Lets the engine's indexes on columns that are hardly ever set here hold only the rows in which they are set: the same names, the same columns and the
 * same answers to whoever looks for a value, and nothing to write for all other rows. H2 has no such indexes and keeps Camunda's (docs/adr/0039).
 */
final class EngineIndexes {

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

    private EngineIndexes() {}

    /** Does it for those that are still Camunda's, each in a transaction of its own, so that never more than one table is locked. */
    static void spare(DataSource source) {
        if (!postgres(source)) {
            return;
        }
        JdbcClient database = JdbcClient.create(source);
        database.sql("""
                        select format('do $do$ begin execute %L; execute %L; end $do$', 'drop index ' || indexname,
                            indexdef || ' where ' || substring(indexdef from '[(](\\w+)') || ' is not null')
                        from pg_indexes
                        where schemaname = current_schema() and indexname in (:names) and indexdef not ilike '% where %'
                        order by indexname
                        """).param("names", SELDOM_SET).query(String.class).list().forEach(replace -> database.sql(replace)
                .update());
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

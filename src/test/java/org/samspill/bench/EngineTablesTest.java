package org.samspill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.samspill.SamspillTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The engine's indexes on columns that are hardly ever set hold only what is set, and are still used; what runs asks no foreign keys. */
@SamspillTest
class EngineTablesTest {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Environment environment;

    @Test
    void whoLooksForAValueStillFindsItInTheIndex() {
        if (environment.getProperty("SAMSPILL_DB_URL") == null) {
            // H2 has no partial indexes; the engine's own stand.
            return;
        }
        transaction.executeWithoutResult(status -> {
            jdbc.sql("set local enable_seqscan = off").update();
            jdbc.sql("set local plan_cache_mode = force_generic_plan").update();
            assertThat(plan("act_ru_variable", "bytearray_id_")).contains("act_idx_var_bytearray");
            assertThat(plan("act_ru_execution", "business_key_")).contains("act_idx_exec_buskey");
            assertThat(plan("act_ru_execution", "super_exec_")).contains("act_idx_exe_super");
            assertThat(plan("act_ge_bytearray", "deployment_id_")).contains("act_idx_bytear_depl");
        });
        assertThat(jdbc.sql(
                                "select count(*) from pg_indexes where indexdef like '%(tenant_id_)' and tablename like 'act_ru_ext%'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void theEndOfAnExecutionAsksNoForeignKeys() {
        if (environment.getProperty("SAMSPILL_DB_URL") == null) {
            return;
        }
        assertThat(jdbc.sql("""
                        select conname from pg_constraint
                        where contype = 'f' and confrelid in ('act_ru_execution'::regclass, 'act_re_procdef'::regclass)
                        """).query(String.class).list()).isEmpty();
    }

    private String plan(String table, String column) {
        jdbc.sql("prepare looked (varchar) as select * from " + table + " where " + column + " = $1")
                .update();
        List<String> lines =
                jdbc.sql("explain execute looked ('one')").query(String.class).list();
        jdbc.sql("deallocate looked").update();
        return String.join("\n", lines);
    }
}

package org.samspill.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.samspill.LockWait;
import org.samspill.SamspillTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A node that takes away foreign keys while another is at work may lose a deadlock to it, and takes them away all the same. */
@SamspillTest
class LostLocksTest {

    @Autowired
    private ApplicationContext program;

    @Autowired
    private DataSource source;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void aForeignKeyGoesAlthoughSomebodyHoldsWhatItRefersTo() {
        if (program.getEnvironment().getProperty("SAMSPILL_DB_URL") == null) {
            // H2 keeps the engine's foreign keys.
            return;
        }
        jdbc.sql(
                        "alter table act_ru_task add constraint lost_locks foreign key (execution_id_) references act_ru_execution")
                .update();
        CompletableFuture<Void> starting = new CompletableFuture<>();
        transaction.executeWithoutResult(status -> {
            jdbc.sql("select count(*) from act_ru_execution").query().singleRow();
            starting.completeAsync(() -> {
                EngineTables.fit(source);
                return null;
            });
            LockWait.untilItWaitsOrIsDone(program, starting);
            assertThat(starting).isNotDone();
            // Now each holds what the other wants; who starts is the one whom the database lets go.
            jdbc.sql("set local deadlock_timeout = '1min'").update();
            jdbc.sql("select count(*) from act_ru_task").query().singleRow();
        });

        starting.join();
        assertThat(jdbc.sql("select count(*) from pg_constraint where conname = 'lost_locks'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}

package org.samspill.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Who only reads is answered by the replica, everybody else by the writer, and all by the writer while the replica is away. Two databases that differ show who answered. */
class ReplicaTest {

    private final String writer = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    private final String replica = "jdbc:h2:mem:" + UUID.randomUUID();

    private final ApplicationContextRunner program = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DataSourceAutoConfiguration.class,
                    DataSourceTransactionManagerAutoConfiguration.class,
                    JdbcTemplateAutoConfiguration.class,
                    JdbcClientAutoConfiguration.class))
            .withUserConfiguration(Replica.class)
            .withPropertyValues("spring.datasource.url=" + writer, "spring.datasource.username=sa");

    private final ApplicationContextRunner both = program.withPropertyValues(
            "samspill.replica.url=" + replica + ";IFEXISTS=TRUE", "samspill.replica.rest=0s");

    @Test
    void whoOnlyReadsIsAnsweredByTheReplicaAndNobodyElse() {
        made(writer, "writer");
        made(replica + ";DB_CLOSE_DELAY=-1", "replica");
        both.run(started -> {
            assertThat(answers(started, true)).isEqualTo("replica");
            assertThat(answers(started, false)).isEqualTo("writer");
            assertThat(started.getBean(JdbcClient.class)
                            .sql("select name from place")
                            .query(String.class)
                            .single())
                    .isEqualTo("writer");
            new TransactionTemplate(started.getBean(PlatformTransactionManager.class))
                    .executeWithoutResult(status -> started.getBean(JdbcClient.class)
                            .sql("update place set name = 'writer, changed'")
                            .update());
            assertThat(answers(started, false)).isEqualTo("writer, changed");
            assertThat(answers(started, true)).isEqualTo("replica");
        });
    }

    @Test
    void theWriterAnswersWhileTheReplicaIsAway() {
        made(writer, "writer");
        both.run(started -> {
            assertThat(answers(started, true)).isEqualTo("writer");
            made(replica + ";DB_CLOSE_DELAY=-1", "replica");
            await().until(() -> answers(started, true).equals("replica"));
            source(replica).sql("shutdown").update();
            assertThat(answers(started, true)).isEqualTo("writer");
            made(replica + ";DB_CLOSE_DELAY=-1", "replica, back");
            await().until(() -> answers(started, true).equals("replica, back"));
        });
    }

    @Test
    void withoutAReplicaThereIsOneDatabase() {
        made(writer, "writer");
        program.run(started -> {
            assertThat(started).getBean(DataSource.class).isInstanceOf(HikariDataSource.class);
            assertThat(answers(started, true)).isEqualTo("writer");
        });
    }

    private static String answers(ApplicationContext started, boolean readOnly) {
        var transaction = new TransactionTemplate(started.getBean(PlatformTransactionManager.class));
        transaction.setReadOnly(readOnly);
        return transaction.execute(status -> started.getBean(JdbcClient.class)
                .sql("select name from place")
                .query(String.class)
                .single());
    }

    private static void made(String address, String name) {
        JdbcClient database = source(address);
        database.sql("create table place (name varchar(40))").update();
        database.sql("insert into place values (?)").param(name).update();
    }

    private static JdbcClient source(String address) {
        return JdbcClient.create(new DriverManagerDataSource(address, "sa", ""));
    }
}

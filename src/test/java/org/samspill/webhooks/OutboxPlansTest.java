package org.samspill.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.samspill.SamspillTest;
import org.samspill.bench.Statements;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** How the outbox is read on PostgreSQL, without a clock. */
@SamspillTest
class OutboxPlansTest {

    private static final int EVENTS = 5_000;
    private static final String SUBSCRIPTION = "00000000-0000-4000-8000-000000000001";

    @Autowired
    private DataSource source;

    @Test
    void theNextEventIsFoundInOrderAlsoWhenAllAreDueAtOnce() throws Exception {
        assumeTrue("postgres".equals(System.getProperty("samspill.database")), "Plans are PostgreSQL's");
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                var same = new SingleConnectionDataSource(connection, true);
                JdbcClient jdbc = JdbcClient.create(same);
                jdbc.sql("""
                                insert into webhooks_outbox (id, subscription, type, journey_id, at, state, due_at)
                                select 'event-' || n, :subscription, 'WORK_ITEM_OPENED', 'journey-' || n % 200, now(), 'DEAD', now()
                                from generate_series(1, :events) n
                                """)
                        .param("subscription", SUBSCRIPTION)
                        .param("events", EVENTS)
                        .update();
                Instant now = Instant.now();
                assertThat(new OutboxStore(jdbc).replay(SUBSCRIPTION, null, now))
                        .isEqualTo(EVENTS);
                jdbc.sql("analyze webhooks_outbox").update();

                var statements = new Statements(same, true);
                Optional<Outgoing> next = new OutboxStore(JdbcClient.create(statements))
                        .take(SUBSCRIPTION, true, now, now.plusSeconds(60));

                assertThat(next).map(Outgoing::id).contains("event-1");
                assertThat(statements.plans().get(0))
                        .contains("webhooks_outbox_due")
                        .doesNotContain("Sort Key");
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }
}

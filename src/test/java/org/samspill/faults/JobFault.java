package org.samspill.faults;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A node is killed while it runs a job. */
class JobFault {

    private static final Duration RESUMED = Duration.ofSeconds(60);

    @Test
    void anotherNodeDoesTheJobOnce() throws SQLException {
        Cluster cluster = Cluster.shared();
        JdbcClient jdbc = cluster.jdbc();
        Node killed = cluster.node(1);
        Node other = cluster.node(0);
        Caller machine = Caller.machine(killed.port(), Cluster.DEPOT);
        String journey;
        try (Connection holding = DriverManager.getConnection(
                        "jdbc:postgresql://localhost:" + cluster.postgres().port() + "/" + Cluster.DATABASE,
                        "postgres",
                        "");
                Statement statement = holding.createStatement()) {
            // The job can begin, and cannot write the work that it leads to; the other node sleeps, so it is this
            // one's.
            holding.setAutoCommit(false);
            statement.execute("lock table work_item in exclusive mode");
            Command.signal(other.pid(), "STOP");
            journey = machine.also("Idempotency-Key", UUID.randomUUID().toString())
                    .post(killed.port(), "/api/journeys", Load.parcel())
                    .json()
                    .path("id")
                    .asText();
            Wait.until(
                    Duration.ofSeconds(20),
                    "the job is being done",
                    () -> 0 < jdbc.sql("""
                            select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%work_item%'
                            """).query(Integer.class).single());
            killed.killed();
            Command.signal(other.pid(), "CONT");
            holding.rollback();
        }
        Duration resumed = Wait.until(RESUMED.multipliedBy(3), "the job is done", () -> items(jdbc, journey) > 0);
        cluster.node(1).start();
        Wait.pass(Duration.ofSeconds(5));
        int items = items(jdbc, journey);
        int passed = jdbc.sql("select count(*) from journeys_log where journey_id = ? and element = 'Timer_Unload'"
                        + " and event = 'reached'")
                .param(journey)
                .query(Integer.class)
                .single();
        Findings.add(new Finding(
                "F2",
                "kill -9 of a node in the middle of a job",
                "another node does it within 60 s, once",
                "done after %.0f s; %d work item, %d row in the log".formatted(resumed.toMillis() / 1e3, items, passed),
                items == 1 && passed <= 1,
                resumed.compareTo(RESUMED) <= 0));
    }

    private static int items(JdbcClient jdbc, String journey) {
        return jdbc.sql("select count(*) from work_item where journey_id = ?")
                .param(journey)
                .query(Integer.class)
                .single();
    }
}

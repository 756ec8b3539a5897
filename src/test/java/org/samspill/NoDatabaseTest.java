package org.samspill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.samspill.Intruders.Caller;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The database is away: every address there is says at once that it cannot serve and when to come back, to whoever asks. The server ends the program's connections,
 * and new ones are asked for where nobody listens. Only on PostgreSQL; H2 is a file of the program and does not go away.
 */
@SamspillTest
class NoDatabaseTest {

    /** More than any machine needs until the database is known to be away, or back. */
    private static final Duration WAIT = Duration.ofMinutes(1);

    private static final String NOBODY_LISTENS = "jdbc:postgresql://localhost:1/away";

    private final ApplicationContext program;
    private final DataSource database;
    private final int port;

    @Autowired
    NoDatabaseTest(ApplicationContext program, DataSource database, @LocalServerPort int port) {
        this.program = program;
        this.database = database;
        this.port = port;
    }

    @BeforeEach
    void onlyAServerGoesAway() {
        assumeTrue("postgres".equals(System.getProperty("samspill.database")));
    }

    @Test
    void everyDoorSaysAtOnceWhenToComeBack() throws SQLException {
        Intruders intruders = new Intruders(program);
        away(() -> AccessTable.rows().forEach(row -> {
            for (int i = 0; i < row.expected().size(); i++) {
                Caller caller = intruders.callers().get(i);
                Http.Answer answer =
                        answered(row + " for " + caller.name(), () -> intruders.ask(row, caller, intruders.foreign()));
                if (answer.status() != 503) {
                    // It is answered without asking the database.
                    assertThat(AccessMatrixTest.said(answer))
                            .as("%s for %s: %s", row, caller.name(), answer.body())
                            .isEqualTo(row.expected().get(i));
                }
            }
        }));
        intruders.goAway();
    }

    @Test
    void soDoThoseThatLeadInAndThoseOfWhoIsIn() throws SQLException {
        Http anne = new Http(port).signedInAs("oslo.anne");
        Http machine = new Http(port)
                .withTokenOf("210010009")
                .with("Idempotency-Key", UUID.randomUUID().toString());
        Http anybody = new Http(port);
        Map<String, String> secret =
                Map.of("username", "oslo.anne", "password", "demo", "_csrf", anybody.csrf("/sign-in"));
        away(() -> {
            assertThat(answered("her list", () -> anne.get("/work")).status()).isEqualTo(503);
            assertThat(answered("sign-in", () -> anybody.postFormWithoutCsrf("/sign-in", secret))
                            .status())
                    .isEqualTo(503);
            assertThat(answered("a token", () -> anybody.token("210010009", "demo"))
                            .status())
                    .isEqualTo(503);
            assertThat(answered(
                                    "a start with a key",
                                    () -> machine.post(
                                            "/api/journeys",
                                            "{\"lifeEvent\":\"lost-key\",\"event\":\"KeyHandedIn\",\"data\":{}}"))
                            .status())
                    .isEqualTo(503);
        });
        assertThat(anne.get("/work").status()).isEqualTo(200);
    }

    private void away(Runnable meanwhile) throws SQLException {
        HikariDataSource pool = database.unwrap(HikariDataSource.class);
        var way = (DelegatingDataSource) pool.getDataSource();
        DataSource there = Objects.requireNonNull(way.getTargetDataSource());
        way.setTargetDataSource(new DriverManagerDataSource(NOBODY_LISTENS));
        try {
            endConnections(there);
            await().atMost(WAIT).until(() -> "The database is away".equals(refusal()));
            await().atMost(WAIT).until(() -> pool.getHikariPoolMXBean().getThreadsAwaitingConnection() == 0);
            double waited = waitedInVain();
            meanwhile.run();
            assertThat(waitedInVain())
                    .as("waits for a connection that ended in vain")
                    .isEqualTo(waited);
        } finally {
            way.setTargetDataSource(there);
            await().atMost(WAIT).until(() -> refusal() == null);
        }
    }

    private static void endConnections(DataSource there) throws SQLException {
        try (Connection other = there.getConnection();
                Statement end = other.createStatement()) {
            end.execute("""
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where datname = current_database() and pid <> pg_backend_pid()
                    """);
        }
    }

    /** Null when a connection is to be had. */
    private String refusal() {
        Throwable refused = catchThrowable(() -> database.getConnection().close());
        return refused == null ? null : refused.getMessage();
    }

    private double waitedInVain() {
        return program.getBean(MeterRegistry.class)
                .get("hikaricp.connections.timeout")
                .counter()
                .count();
    }

    /** An answer, which says when to come back if it has none. */
    private static Http.Answer answered(String what, Supplier<Http.Answer> call) {
        Http.Answer answer = call.get();
        if (answer.status() >= 500) {
            assertThat(answer.status()).as("%s: %s", what, answer.body()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).as(what).isPresent();
        }
        return answer;
    }
}

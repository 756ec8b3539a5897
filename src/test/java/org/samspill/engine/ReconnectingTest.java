package org.samspill.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What the pool and its callers are told by a database that goes away and comes back; that it is soon is seen by the faults F3 and F4. */
class ReconnectingTest {

    /** Of a pool, in milliseconds. */
    private static final long SHORTEST = 250;

    private static final long LONG = 60_000;

    private final Deque<SQLException> failures = new ArrayDeque<>();
    private volatile boolean away;
    private final Reconnecting.Patient patient = new Reconnecting.Patient(
            new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID()) {
                @Override
                public Connection getConnection() throws SQLException {
                    SQLException failure = away ? refused() : failures.poll();
                    if (failure != null) {
                        throw failure;
                    }
                    return super.getConnection();
                }
            },
            Duration.ofMillis(1));

    @Test
    void aDatabaseThatHasAnsweredIsAskedAgainUntilItDoes() throws SQLException {
        patient.getConnection().close();
        failures.addAll(List.of(refused(), refused(), new SQLException("the database system is starting up", "57P03")));
        try (Connection connection = patient.getConnection()) {
            assertThat(connection.isValid(1)).isTrue();
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void aDatabaseThatHasNeverAnsweredIsSaidAtOnce() {
        failures.addAll(List.of(refused(), refused()));
        assertThatThrownBy(patient::getConnection).isInstanceOf(SQLException.class);
        assertThat(failures).hasSize(1);
    }

    @Test
    void whatAnotherTryDoesNotMendIsSaidAtOnce() throws SQLException {
        patient.getConnection().close();
        failures.addAll(List.of(new SQLException("password authentication failed", "28P01"), refused()));
        assertThatThrownBy(patient::getConnection).hasMessageContaining("password");
        assertThat(failures).hasSize(1);
    }

    @Test
    void whoIsToldToStopWaitsNoLonger() throws SQLException {
        patient.getConnection().close();
        failures.addAll(List.of(refused(), refused()));
        Thread.currentThread().interrupt();
        assertThatThrownBy(patient::getConnection).hasMessageContaining("refused");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(failures).hasSize(1);
    }

    @Test
    void itIsAwayForAsLongAsItIsAskedForInVain() throws SQLException {
        patient.getConnection().close();
        assertThat(patient.awayFor()).isZero();
        failures.addAll(List.of(refused(), new SQLException("password authentication failed", "28P01")));
        assertThatThrownBy(patient::getConnection).hasMessageContaining("password");
        assertThat(patient.awayFor()).as("nobody asks any longer").isZero();
    }

    @Test
    void whoAsksAPoolWithoutADatabaseIsToldAtOnceAndIsServedAgainWhenItIsBack() throws SQLException {
        try (HikariDataSource pool = pool(2, LONG)) {
            DataSource impatient = new Reconnecting.Impatient(pool, patient, Duration.ZERO);
            Connection first = impatient.getConnection();
            try (Connection second = impatient.getConnection()) {
                away = true;
                pool.evictConnection(first);
                await().until(() -> !patient.awayFor().isZero());
                pool.evictConnection(second);
            }
            assertThatThrownBy(impatient::getConnection)
                    .isInstanceOf(SQLTransientConnectionException.class)
                    .hasMessage("The database is away");
            away = false;
            await().until(() -> patient.awayFor().isZero());
            try (Connection again = impatient.getConnection()) {
                assertThat(again.isValid(1)).isTrue();
            }
        }
    }

    @Test
    void whatThePoolStillHasIsHandedOut() throws SQLException {
        try (HikariDataSource pool = pool(2, LONG)) {
            DataSource impatient = new Reconnecting.Impatient(pool, patient, Duration.ZERO);
            Connection lost = impatient.getConnection();
            impatient.getConnection().close();
            away = true;
            pool.evictConnection(lost);
            await().until(() -> !patient.awayFor().isZero());
            impatient.getConnection().close();
        }
    }

    /** Its only connection is held: by the pool's own word, after its own time. */
    @Test
    void aPoolThatIsBusyIsWaitedFor() throws SQLException {
        try (HikariDataSource pool = pool(1, SHORTEST)) {
            DataSource impatient = new Reconnecting.Impatient(pool, patient, Duration.ZERO);
            try (Connection held = impatient.getConnection()) {
                assertThatThrownBy(impatient::getConnection).hasMessageContaining("request timed out");
                assertThat(held.isValid(1)).isTrue();
            }
            impatient.getConnection().close();
        }
    }

    @Test
    void aShortAbsenceIsWaitedFor() throws Exception {
        try (HikariDataSource pool = pool(1, LONG)) {
            DataSource impatient = new Reconnecting.Impatient(pool, patient, Duration.ofMillis(LONG));
            Connection lost = impatient.getConnection();
            away = true;
            pool.evictConnection(lost);
            await().until(() -> !patient.awayFor().isZero());
            CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> {
                try (Connection got = impatient.getConnection()) {
                    return got.isValid(1);
                } catch (SQLException failure) {
                    throw new IllegalStateException(failure);
                }
            });
            await().until(() -> pool.getHikariPoolMXBean().getThreadsAwaitingConnection() == 1);
            away = false;
            assertThat(waiting.get(LONG, TimeUnit.MILLISECONDS)).isTrue();
        }
    }

    /** @param wait how long it lets a caller wait, in milliseconds */
    private HikariDataSource pool(int most, long wait) {
        HikariConfig settings = new HikariConfig();
        settings.setDataSource(patient);
        settings.setMaximumPoolSize(most);
        settings.setConnectionTimeout(wait);
        return new HikariDataSource(settings);
    }

    private static SQLException refused() {
        return new SQLException("Connection refused", "08001");
    }
}

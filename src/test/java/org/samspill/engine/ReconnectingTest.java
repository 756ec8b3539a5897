package org.samspill.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What the pool is told by a database that goes away and comes back; that it is soon is seen by the faults F3 and F4. */
class ReconnectingTest {

    private final Deque<SQLException> failures = new ArrayDeque<>();
    private final Reconnecting.Patient patient = new Reconnecting.Patient(
            new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID()) {
                @Override
                public Connection getConnection() throws SQLException {
                    SQLException failure = failures.poll();
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

    private static SQLException refused() {
        return new SQLException("Connection refused", "08001");
    }
}

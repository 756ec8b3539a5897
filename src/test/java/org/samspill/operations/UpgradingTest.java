package org.samspill.operations;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;

/** A migration that loses a lock to older nodes is tried again; one that is wrong is not. */
class UpgradingTest {

    private final Flyway flyway = mock(Flyway.class);

    private static FlywayException failing(String state) {
        return new FlywayException("failed", new SQLException("said", state));
    }

    @Test
    void aLostLockIsTriedAgain() {
        when(flyway.migrate())
                .thenThrow(failing("40P01"))
                .thenThrow(failing("55P03"))
                .thenReturn(null);
        new Upgrading().tryingAgain().migrate(flyway);
        verify(flyway, times(3)).migrate();
    }

    @Test
    void whatIsWrongStaysWrong() {
        when(flyway.migrate()).thenThrow(failing("42601"));
        assertThatThrownBy(() -> new Upgrading().tryingAgain().migrate(flyway)).isInstanceOf(FlywayException.class);
        verify(flyway).migrate();
    }
}

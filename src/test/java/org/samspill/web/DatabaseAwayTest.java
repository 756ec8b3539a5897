package org.samspill.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** Who can try again is told so; what is wrong for good is a defect. */
class DatabaseAwayTest {

    @ParameterizedTest
    @CsvSource({
        "08006, true", // the connection broke
        "53100, true", // the disk is full
        "57P01, true", // somebody stopped the server
        "57014, true", // the statement took too long
        "55P03, true", // a lock did not come
        "25006, true", // another server has taken over
        "42P01, false", // no such table
        "23505, false", // a key that exists
        "22001, false" // too long
    })
    void sqlSaysWhetherAnotherTryMayHelp(String state, boolean passing) {
        var failure = new IllegalStateException(
                "of the engine", new DataAccessResourceFailureException("of Spring", new SQLException("said", state)));
        assertThat(DatabaseAway.behind(failure)).isEqualTo(passing);
    }

    @Test
    void aPoolWithoutConnectionsAndATransactionThatCannotEndAreAway() {
        Exception pool = new CannotCreateTransactionException("none", new SQLTransientConnectionException("2000 ms"));
        assertThat(Problems.of(pool)).isNotNull().satisfies(problem -> assertThat(problem.status())
                .isEqualTo(HttpStatus.SERVICE_UNAVAILABLE));
        assertThat(DatabaseAway.behind(new TransactionSystemException("rollback", new SQLException("closed"))))
                .isTrue();
        assertThat(DatabaseAway.behind(new SQLException("without a state"))).isFalse();
    }
}

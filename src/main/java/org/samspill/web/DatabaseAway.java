package org.samspill.web;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.springframework.transaction.TransactionSystemException;

/**
 * Tells what the database cannot do just now, which another try may get, from what it refuses for good. By SQL's own states, whoever wrapped them: the engine,
 * Spring, or the pool.
 */
final class DatabaseAway {

    /** 08 connection, 53 no memory, disk or connections left, 57 stopped by an operator or a time-out, 58 a fault of its system. */
    private static final Set<String> CLASSES = Set.of("08", "53", "57", "58");

    /** A lock that did not come in time, a transaction that was idle too long, a server that only reads because another has taken over. */
    private static final Set<String> STATES = Set.of("55P03", "25P03", "25006");

    private DatabaseAway() {}

    /** A transaction that could not be ended has lost its connection, though the pool gives that no state. */
    static boolean behind(Throwable thrown) {
        int deep = 0;
        for (Throwable each = thrown; each != null && deep < 30; each = each.getCause(), deep++) {
            boolean ended = each instanceof TransactionSystemException && each.getCause() instanceof SQLException;
            if (ended
                    || each instanceof SQLTransientConnectionException
                    || each instanceof SQLException sql && passing(sql)) {
                return true;
            }
        }
        return false;
    }

    /** What it said last, without the statement. */
    static String said(Throwable thrown) {
        Throwable last = thrown;
        while (last.getCause() != null && last.getCause() != last) {
            last = last.getCause();
        }
        return last.toString();
    }

    private static boolean passing(SQLException failure) {
        String state = failure.getSQLState();
        return state != null
                && state.length() == 5
                && (STATES.contains(state) || CLASSES.contains(state.substring(0, 2)));
    }
}

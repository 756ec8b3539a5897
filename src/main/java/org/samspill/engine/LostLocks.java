package org.samspill.engine;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What changes tables that older nodes are at work on can lose a lock to them. It is undone then, and tried again for a while, instead of keeping the new node
 * from starting.
 */
public final class LostLocks {

    private static final Logger LOG = LoggerFactory.getLogger(LostLocks.class);
    private static final int TRIES = 30;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(500);

    /** A deadlock, and a lock that did not come in time. */
    private static final Set<String> LOST = Set.of("40P01", "55P03");

    private LostLocks() {}

    /**
     * Does it until it loses no lock.
     *
     * @param change is undone when it fails
     * @throws RuntimeException what it throws for any other reason, or has thrown thirty times
     */
    public static void again(Runnable change) {
        for (int attempt = 1; ; attempt++) {
            try {
                change.run();
                return;
            } catch (RuntimeException failure) {
                if (attempt == TRIES || !lost(failure)) {
                    throw failure;
                }
                LOG.warn(
                        "A change of tables lost a lock to what other nodes do; try {} of {}: {}",
                        attempt + 1,
                        TRIES,
                        failure.getMessage());
                LockSupport.parkNanos(PAUSE);
            }
        }
    }

    private static boolean lost(@Nullable Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof SQLException sql && LOST.contains(String.valueOf(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }
}

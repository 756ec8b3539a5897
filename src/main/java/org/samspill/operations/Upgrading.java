package org.samspill.operations;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A migration changes tables that older nodes are at work on. When it loses a lock to them it is undone, and tried again for a while, instead of keeping the new node from starting. */
@Configuration(proxyBeanMethods = false)
class Upgrading {

    private static final Logger LOG = LoggerFactory.getLogger(Upgrading.class);
    private static final int TRIES = 30;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(500);

    /** A deadlock, and a lock that did not come in time. */
    private static final Set<String> LOST = Set.of("40P01", "55P03");

    @Bean
    FlywayMigrationStrategy tryingAgain() {
        return flyway -> {
            for (int attempt = 1; ; attempt++) {
                try {
                    flyway.migrate();
                    return;
                } catch (FlywayException failure) {
                    if (attempt == TRIES || !lost(failure)) {
                        throw failure;
                    }
                    LOG.warn("A migration lost a lock to what other nodes do; try {} of {}", attempt + 1, TRIES);
                    LockSupport.parkNanos(PAUSE);
                }
            }
        };
    }

    private static boolean lost(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof SQLException sql && LOST.contains(String.valueOf(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }
}

package org.samspill.operations;

import org.samspill.engine.LostLocks;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A migration that loses a lock to older nodes is tried again. */
@Configuration(proxyBeanMethods = false)
class Upgrading {

    @Bean
    FlywayMigrationStrategy tryingAgain() {
        return flyway -> LostLocks.again(flyway::migrate);
    }
}

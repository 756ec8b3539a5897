package org.samspill.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.task.ThreadPoolTaskSchedulerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What fails by the clock is tried again by the clock. While the database is away that is told in a line, or the log of an outage would be thousands of stack traces. */
@Configuration(proxyBeanMethods = false)
class ScheduledFailures {

    private static final Logger log = LoggerFactory.getLogger(ScheduledFailures.class);

    @Bean
    ThreadPoolTaskSchedulerCustomizer tellingOfFailures() {
        return scheduler -> scheduler.setErrorHandler(failure -> {
            if (DatabaseAway.behind(failure)) {
                log.warn("What runs by the clock waits, the database is away: {}", DatabaseAway.said(failure));
            } else {
                log.error("What runs by the clock failed", failure);
            }
        });
    }
}

package org.samspill;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/**
 * What the program has asked of its database, and written into its security log, for one request; told apart by the {@code X-Request-Id} that the request carried.
 * Other requests and the program's own timers do not disturb it.
 */
public final class WhatARequestCost implements AutoCloseable {

    /** Spring's own SQL and that of the engine. */
    private static final List<String> SQL =
            List.of("org.springframework.jdbc.core.JdbcTemplate", "org.camunda.bpm.engine.impl.persistence.entity");

    private final Map<String, List<String>> statements = new ConcurrentHashMap<>();
    private final Map<String, List<String>> events = new ConcurrentHashMap<>();
    private final Listening sql =
            new Listening(statements, "Executing prepared SQL statement", "Executing SQL", "Preparing:");
    private final Listening doors = new Listening(events, "event=");

    public WhatARequestCost() {
        SQL.forEach(name -> {
            logger(name).setLevel(Level.DEBUG);
            logger(name).setAdditive(false);
            logger(name).addAppender(sql);
        });
        logger("samspill.security").addAppender(doors);
    }

    /** The statements of a request, in their order. */
    public List<String> statements(String request) {
        return List.copyOf(statements.getOrDefault(request, List.of()));
    }

    /** The lines of the security log that a request has left. */
    public List<String> events(String request) {
        return List.copyOf(events.getOrDefault(request, List.of()));
    }

    @Override
    public void close() {
        SQL.forEach(name -> {
            logger(name).setLevel(null);
            logger(name).setAdditive(true);
            logger(name).detachAppender(sql);
        });
        logger("samspill.security").detachAppender(doors);
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }

    private static final class Listening extends AppenderBase<ILoggingEvent> {

        private final Map<String, List<String>> kept;
        private final List<String> marks;

        Listening(Map<String, List<String>> kept, String... marks) {
            this.kept = kept;
            this.marks = List.of(marks);
            start();
        }

        @Override
        protected void append(ILoggingEvent line) {
            String request = line.getMDCPropertyMap().get("requestId");
            String message = line.getFormattedMessage();
            if (request != null && marks.stream().anyMatch(message::contains)) {
                kept.computeIfAbsent(request, one -> new CopyOnWriteArrayList<>())
                        .add(message);
            }
        }
    }
}

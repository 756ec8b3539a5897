package org.samspill.identity;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What is written in the security log while a test looks at it. */
final class SecurityLog implements AutoCloseable {

    private final Logger logger = (Logger) LoggerFactory.getLogger("samspill.security");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    SecurityLog() {
        lines.start();
        logger.addAppender(lines);
    }

    List<String> lines() {
        return List.copyOf(lines.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Override
    public void close() {
        logger.detachAppender(lines);
    }
}

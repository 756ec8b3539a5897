package org.samspill.scenarios;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** What the program logs that looks planted; all other lines are let go of at once. */
final class PlantedLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final Queue<String> planted = new ConcurrentLinkedQueue<>();

    PlantedLines() {
        start();
        root().addAppender(this);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    @Override
    protected void append(ILoggingEvent event) {
        String line = event.getFormattedMessage()
                + event.getMDCPropertyMap()
                + (event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy()));
        if (line.contains("plantet") || line.contains("7300")) {
            planted.add(line);
        }
    }

    /** Those since the last time this was asked. */
    String taken() {
        StringBuilder all = new StringBuilder();
        for (String line = planted.poll(); line != null; line = planted.poll()) {
            all.append(line).append('\n');
        }
        return all.toString();
    }

    @Override
    public void close() {
        root().detachAppender(this);
    }
}

package org.samspill.web;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.regex.Pattern;
import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/** The last line of defence in structured logs, as the pattern in application.yaml is in plain ones: what looks like an identity number is not written. */
class MaskedLog implements StructuredLoggingJsonMembersCustomizer<ILoggingEvent> {

    private static final Pattern NUMBER =
            Pattern.compile("(?<!\\d)(?<!-\\p{XDigit}{4}-\\p{XDigit}?)\\d{6}[ -]?\\d{5}(?!\\d)");

    @Override
    public void customize(Members<ILoggingEvent> members) {
        members.applyingValueProcessor((path, value) -> value instanceof CharSequence text ? masked(text) : value);
    }

    static String masked(CharSequence text) {
        return NUMBER.matcher(text).replaceAll("•••••••••••");
    }
}

package org.samspill.agencies;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A CloudEvent as far as it matters here.
 *
 * @param subject the journey it is about, when its id is known to the sender
 * @param data by datum name, as sent
 */
record IncomingEvent(
        String id, String source, String type, @Nullable String subject, Map<String, @Nullable Object> data) {}

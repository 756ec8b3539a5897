package org.samspill.agencies;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.http.HttpMessageFactory;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.samspill.web.Problem;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Reads a CloudEvent from a request, in structured or in binary mode, and names the attribute at fault when it is none. */
@Component
class EventReader {

    private static final List<String> REQUIRED = List.of("specversion", "id", "source", "type");
    private static final String STRUCTURED = "application/cloudevents+json";
    private static final int LONGEST_ID = 255;
    private static final int LONGEST_SOURCE = 512;
    private static final int LONGEST_TYPE = 128;

    private final ObjectMapper json;

    EventReader(ObjectMapper json) {
        this.json = json;
    }

    IncomingEvent read(HttpHeaders headers, byte @Nullable [] body) {
        byte[] content = body == null ? new byte[0] : body;
        String mediaType =
                String.valueOf(headers.getFirst(HttpHeaders.CONTENT_TYPE)).toLowerCase(Locale.ROOT);
        if (mediaType.startsWith(STRUCTURED)) {
            JsonNode envelope = tree(content, "agencies.event.unreadable", null);
            REQUIRED.forEach(name -> present(name, envelope.path(name).asText("")));
        } else if (headers.keySet().stream()
                .anyMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("ce-"))) {
            REQUIRED.forEach(name -> present(name, headers.getFirst("ce-" + name)));
        } else {
            throw new Problem(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "not-an-event", "agencies.event.no-event", STRUCTURED);
        }
        CloudEvent event = event(headers, content);
        return new IncomingEvent(
                within("id", event.getId(), LONGEST_ID),
                within("source", event.getSource().toString(), LONGEST_SOURCE),
                within("type", event.getType(), LONGEST_TYPE),
                event.getSubject(),
                data(event));
    }

    private static void present(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw wrong(name, "agencies.event.missing", name);
        }
    }

    private static Problem wrong(String field, String key, Object... arguments) {
        return new Problem(HttpStatus.BAD_REQUEST, "event-invalid", key, arguments).at(field);
    }

    private static String within(String name, String value, int longest) {
        if (value.length() > longest || value.chars().anyMatch(Character::isISOControl)) {
            throw wrong(name, "agencies.event.name", name, longest);
        }
        return value;
    }

    private static CloudEvent event(HttpHeaders headers, byte[] content) {
        try {
            return HttpMessageFactory.createReaderFromMultimap(headers, content).toEvent();
        } catch (RuntimeException refused) {
            // The library has a handful of unrelated exceptions for what is no event; a body in memory has no other way
            // to fail.
            throw new Problem(HttpStatus.BAD_REQUEST, "event-invalid", "agencies.event.refused");
        }
    }

    private Map<String, @Nullable Object> data(CloudEvent event) {
        if (event.getData() == null) {
            return Map.of();
        }
        String type = event.getDataContentType();
        if (type != null && !type.toLowerCase(Locale.ROOT).contains("json")) {
            throw wrong("datacontenttype", "agencies.event.data-type");
        }
        JsonNode data = tree(event.getData().toBytes(), "agencies.event.data", "data");
        if (data.isNull() || data.isMissingNode()) {
            return Map.of();
        }
        if (!data.isObject()) {
            throw wrong("data", "agencies.event.data");
        }
        return json.convertValue(data, new TypeReference<>() {});
    }

    private JsonNode tree(byte[] content, String key, @Nullable String field) {
        try {
            return json.readTree(content);
        } catch (IOException notJson) {
            Problem problem = new Problem(HttpStatus.BAD_REQUEST, "event-invalid", key);
            throw field == null ? problem : problem.at(field);
        }
    }
}

package org.samspill.agencies;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads typed values of the protocol into plain ones; whether they fit the contract is for the contract to say. Objects and files are never read. */
@Component
class WireReader {

    private final ObjectMapper json;

    WireReader(ObjectMapper json) {
        this.json = json;
    }

    /** Plain values by name: text, numbers, booleans, lists, maps or null. */
    Map<String, @Nullable Object> read(@Nullable Map<String, @Nullable WireValue> variables) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        if (variables != null) {
            variables.forEach((name, value) -> plain.put(name, value == null ? null : read(name, value)));
        }
        return plain;
    }

    private @Nullable Object read(String name, WireValue wire) {
        JsonNode value = wire.value();
        String type = wire.type();
        if (type == null) {
            return value == null || value.isNull() ? null : plain(name, value);
        }
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "null" -> null;
            case "string" -> given(value) ? text(name, type, value) : null;
            case "boolean" -> given(value) ? bool(name, type, value) : null;
            case "short" -> given(value) ? whole(name, type, value, Short.MIN_VALUE, Short.MAX_VALUE) : null;
            case "integer" -> given(value) ? whole(name, type, value, Integer.MIN_VALUE, Integer.MAX_VALUE) : null;
            case "long" -> given(value) ? whole(name, type, value, Long.MIN_VALUE, Long.MAX_VALUE) : null;
            case "double" -> given(value) ? fraction(name, type, value) : null;
            case "date" -> given(value) ? date(name, type, value) : null;
            case "json" -> given(value) ? embedded(name, type, value) : null;
            default ->
                throw ProtocolRefusal.invalid(
                        "variables." + name + ".type", "agencies.variables.type", name, shortened(type));
        };
    }

    private static boolean given(@Nullable JsonNode value) {
        return value != null && !value.isNull();
    }

    private static ProtocolRefusal unlike(String name, String type) {
        return ProtocolRefusal.invalid("variables." + name, "agencies.variables.value", name, shortened(type));
    }

    private static String shortened(String type) {
        return type.length() <= 64 ? type : type.substring(0, 64);
    }

    private static String text(String name, String type, @Nullable JsonNode value) {
        if (value == null || !value.isTextual()) {
            throw unlike(name, type);
        }
        return value.textValue();
    }

    private static boolean bool(String name, String type, @Nullable JsonNode value) {
        if (value == null || !value.isBoolean()) {
            throw unlike(name, type);
        }
        return value.booleanValue();
    }

    private static long whole(String name, String type, @Nullable JsonNode value, long least, long most) {
        boolean fits = value != null
                && value.isIntegralNumber()
                && value.canConvertToLong()
                && value.longValue() >= least
                && value.longValue() <= most;
        if (value == null || !fits) {
            throw unlike(name, type);
        }
        return value.longValue();
    }

    private static double fraction(String name, String type, @Nullable JsonNode value) {
        if (value == null || !value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw unlike(name, type);
        }
        return value.doubleValue();
    }

    private static String date(String name, String type, @Nullable JsonNode value) {
        String moment = text(name, type, value);
        try {
            OffsetDateTime.parse(moment, WireWriter.DATES);
            return moment;
        } catch (DateTimeException notOne) {
            throw unlike(name, type);
        }
    }

    private @Nullable Object embedded(String name, String type, @Nullable JsonNode value) {
        try {
            JsonNode tree = value != null && value.isTextual() ? json.readTree(value.textValue()) : value;
            return tree == null || tree.isNull() || tree.isMissingNode() ? null : plain(name, tree);
        } catch (JsonProcessingException notJson) {
            throw unlike(name, type);
        }
    }

    private Object plain(String name, JsonNode tree) {
        if (tree.isNumber() && !Double.isFinite(tree.doubleValue())) {
            throw unlike(name, "Double");
        }
        return json.convertValue(tree, Object.class);
    }
}

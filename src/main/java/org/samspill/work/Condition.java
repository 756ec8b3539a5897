package org.samspill.work;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A where clause that grows, with its parameters in order. */
final class Condition {

    private final List<String> parts = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();

    Condition and(String part, Object... values) {
        parts.add(part);
        parameters.addAll(Arrays.asList(values));
        return this;
    }

    Condition and(Condition other) {
        parts.addAll(other.parts);
        parameters.addAll(other.parameters);
        return this;
    }

    /** A new condition: this one or the other. */
    Condition or(Condition other) {
        Condition either = new Condition().and("(" + sql() + " or " + other.sql() + ")");
        either.parameters.addAll(parameters);
        either.parameters.addAll(other.parameters);
        return either;
    }

    String sql() {
        return String.join(" and ", parts);
    }

    List<Object> parameters() {
        return parameters;
    }

    /** A question mark for each of so many values. */
    static String marks(int values) {
        return String.join(", ", Collections.nCopies(values, "?"));
    }
}

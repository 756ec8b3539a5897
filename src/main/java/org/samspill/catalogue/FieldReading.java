package org.samspill.catalogue;

import java.util.List;

/** What came of reading one answer. */
sealed interface FieldReading {

    /** Nothing was answered. */
    record Nothing() implements FieldReading {}

    /** An answer, as a journey keeps it. */
    record Value(Object value) implements FieldReading {}

    /** Not an answer: the kind of problem, under {@code forms.problem.} in the messages, and its arguments. */
    record Wrong(String kind, List<Object> arguments) implements FieldReading {}

    static FieldReading wrong(String kind, Object... arguments) {
        return new Wrong(kind, List.of(arguments));
    }
}

package org.samspill.catalogue;

import java.util.List;

/** What is wrong with one answer: the field's name and a message (of {@code messages/forms.properties}) that says what to do. */
public record FormProblem(String field, String key, List<Object> arguments) {

    public FormProblem {
        arguments = List.copyOf(arguments);
    }

    static FormProblem of(String field, String kind, Object... arguments) {
        return new FormProblem(field, "forms.problem." + kind, List.of(arguments));
    }
}

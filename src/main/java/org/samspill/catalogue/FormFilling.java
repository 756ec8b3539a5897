package org.samspill.catalogue;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a form is shown with: what the journey knows, what was typed (null: nobody has typed anything yet), what has to be put right,
 * and where the facts come from. Begin with {@link #of} and add the rest.
 */
public record FormFilling(
        Map<String, ? extends @Nullable Object> known,
        @Nullable Map<String, List<String>> typed,
        List<FormProblem> problems,
        Map<String, FormOrigin> origins) {

    public FormFilling {
        problems = List.copyOf(problems);
        origins = Map.copyOf(origins);
    }

    /** A form that nobody has answered yet, filled in with what is known. */
    public static FormFilling of(Map<String, ? extends @Nullable Object> known) {
        return new FormFilling(known, null, List.of(), Map.of());
    }

    /** The form as it was left: a draft, or what was sent. */
    public FormFilling typed(Map<String, List<String>> texts) {
        return new FormFilling(known, texts, problems, origins);
    }

    /** The form sent back, with what was typed and what to put right. */
    public FormFilling rejected(List<FormProblem> toMend, Map<String, List<String>> texts) {
        return new FormFilling(known, texts, toMend, origins);
    }

    /** Where known data come from, by datum name. */
    public FormFilling origins(Map<String, FormOrigin> from) {
        return new FormFilling(known, typed, problems, from);
    }
}

package org.samspill.catalogue;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of reading a form that was sent: values to keep, or problems to put right. Nothing of a form with problems is kept. */
public sealed interface FormAnswers {

    /**
     * Every answer fits.
     *
     * @param values by datum name, as {@link Checked.Value} says; null for an answer that was known before and is now taken away
     */
    record Accepted(Map<String, @Nullable Object> values) implements FormAnswers {
        public Accepted {
            values = Ordered.map(values);
        }
    }

    /**
     * Something has to be put right.
     *
     * @param problems in the order of the fields
     * @param typed what was typed into the form's own fields, to be shown again
     */
    record Rejected(List<FormProblem> problems, Map<String, List<String>> typed) implements FormAnswers {
        public Rejected {
            problems = List.copyOf(problems);
            typed = Ordered.map(typed);
        }
    }
}

package org.samspill.casework;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.samspill.catalogue.FormProblem;
import org.samspill.web.FieldProblem;

/**
 * What a page of a work item shows besides the item itself: the tab, and after a wish that was not granted what was typed and why.
 *
 * @param typed what was sent with the form; null when nothing was
 * @param reason the refusal that was chosen
 * @param message words to the applicant with a refusal
 * @param question what more is asked for
 * @param refusing what to put right in a refusal
 * @param open which of the other answers stands open: refuse, more or none
 */
record ItemState(
        String tab,
        @Nullable String notice,
        @Nullable Map<String, List<String>> typed,
        List<FormProblem> problems,
        @Nullable String reason,
        String message,
        String question,
        List<FieldProblem> refusing,
        @Nullable String open) {

    static ItemState tab(String tab) {
        return new ItemState(tab, null, null, List.of(), null, "", "", List.of(), null);
    }

    static ItemState sent(@Nullable String notice, Map<String, List<String>> typed, List<FormProblem> problems) {
        return new ItemState("form", notice, typed, problems, null, "", "", List.of(), null);
    }

    static ItemState notice(String notice) {
        return new ItemState("form", notice, null, List.of(), null, "", "", List.of(), null);
    }

    static ItemState refusing(@Nullable String reason, String message, List<FieldProblem> problems) {
        return new ItemState("form", null, null, List.of(), reason, message, "", problems, "refuse");
    }

    static ItemState asking(String question, List<FieldProblem> problems) {
        return new ItemState("form", null, null, List.of(), null, "", question, problems, "more");
    }
}

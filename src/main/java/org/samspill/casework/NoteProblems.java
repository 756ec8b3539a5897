package org.samspill.casework;

import java.util.List;
import java.util.Locale;
import org.samspill.web.FieldProblem;

/** What is wrong with a note that cannot be kept. */
final class NoteProblems {

    private NoteProblems() {}

    static List<FieldProblem> of(String words, Says says, Locale locale) {
        String key = words.isBlank() ? "casework.notes.needed" : "casework.notes.too-long";
        return List.of(new FieldProblem("note", says.text(locale, key, Notes.LONGEST)));
    }
}

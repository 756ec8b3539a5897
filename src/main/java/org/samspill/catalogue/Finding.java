package org.samspill.catalogue;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Text;

/**
 * Something the model checks found: where (file, element id or place in the file, line or 0), what is wrong, why it matters and how to mend it.
 * {@code code} is stable, for tests and for the studio.
 */
public record Finding(
        Severity severity,
        String code,
        String file,
        @Nullable String element,
        int line,
        Text what,
        Text why,
        Text mend) {

    public boolean error() {
        return severity == Severity.ERROR;
    }

    /** The finding as one paragraph, for a log or a terminal. */
    public String inWords(Locale locale) {
        String where = file + (line > 0 ? ":" + line : "") + (element == null ? "" : " [" + element + "]");
        return where + ": " + what.in(locale) + " " + why.in(locale) + " " + mend.in(locale);
    }
}

package org.samspill.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers findings while a folder is read and checked, each once. */
final class Findings {

    private final Set<Finding> found = new LinkedHashSet<>();

    void error(String file, @Nullable String element, String code, Object... arguments) {
        add(Severity.ERROR, file, element, 0, code, arguments);
    }

    void warning(String file, @Nullable String element, String code, Object... arguments) {
        add(Severity.WARNING, file, element, 0, code, arguments);
    }

    void errorAt(String file, int line, @Nullable String place, String code, Object... arguments) {
        add(Severity.ERROR, file, place, line, code, arguments);
    }

    /** What the form reader noticed, in the words of the forms' own messages. */
    void ofForm(String file, FormFault fault) {
        String key = "forms.fault." + fault.kind();
        Object[] arguments = fault.arguments().toArray();
        found.add(new Finding(
                fault.error() ? Severity.ERROR : Severity.WARNING,
                "form-" + fault.kind(),
                file,
                fault.component(),
                0,
                FindingTexts.of(key + ".what", arguments),
                FindingTexts.of(key + ".why", arguments),
                FindingTexts.of(key + ".mend", arguments)));
    }

    private void add(
            Severity severity, String file, @Nullable String element, int line, String code, Object... arguments) {
        String key = "catalogue.finding." + code;
        found.add(new Finding(
                severity,
                code,
                file,
                element,
                line,
                FindingTexts.of(key + ".what", arguments),
                FindingTexts.of(key + ".why", arguments),
                FindingTexts.of(key + ".mend", arguments)));
    }

    boolean anyError() {
        return found.stream().anyMatch(Finding::error);
    }

    boolean anyErrorIn(String file) {
        return found.stream()
                .anyMatch(finding -> finding.error() && finding.file().equals(file));
    }

    /** Errors first, then by file; the order within a file is that of discovery. */
    List<Finding> all() {
        var sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparing(Finding::severity).thenComparing(Finding::file));
        return List.copyOf(sorted);
    }
}

package org.samspill.catalogue;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The program does not start with models that have errors: a half-sound life event would leave people waiting for what never comes. */
public class ModelsRefused extends RuntimeException {

    private static final Locale BOKMAAL = Locale.forLanguageTag("nb");

    private final transient List<Finding> findings;

    ModelsRefused(List<Finding> findings) {
        super(inWords(findings));
        this.findings = List.copyOf(findings);
    }

    public List<Finding> findings() {
        return findings;
    }

    private static String inWords(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.inWords(BOKMAAL) + "\n    " + finding.inWords(Locale.ENGLISH))
                .collect(Collectors.joining("\n"));
    }
}

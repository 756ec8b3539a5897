package org.samspill.catalogue;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at start what is wrong with the models in words, where a stack trace would hide it. */
class ModelsRefusedAnalyzer extends AbstractFailureAnalyzer<ModelsRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ModelsRefused cause) {
        int errors = cause.findings().size();
        String heading = FindingTexts.of("catalogue.refused", errors).nb() + "\n"
                + FindingTexts.of("catalogue.refused", errors).en() + "\n\n";
        String action = FindingTexts.of("catalogue.refused.action").nb() + "\n"
                + FindingTexts.of("catalogue.refused.action").en();
        return new FailureAnalysis(heading + cause.getMessage(), action, cause);
    }
}

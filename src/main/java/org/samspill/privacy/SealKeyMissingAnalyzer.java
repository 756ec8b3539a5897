package org.samspill.privacy;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at start how to come by a seal key, where a stack trace would hide it. */
class SealKeyMissingAnalyzer extends AbstractFailureAnalyzer<SealKeyMissing> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SealKeyMissing cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Make one with the command new-seal-key (it makes the file and prints the key's id), or let"
                        + " samspill.seal.folder name the folder that holds it. Every node uses the same key.",
                cause);
    }
}

package org.samspill.identity;

import java.util.Locale;
import java.util.ResourceBundle;
import org.samspill.web.Languages;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at start why the program does not, and the few lines that mend it. */
class NobodyCouldSignInAnalyzer extends AbstractFailureAnalyzer<NobodyCouldSignIn> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, NobodyCouldSignIn cause) {
        return new FailureAnalysis(both("identity.refuse.issuer"), both("identity.refuse.issuer.mend"), cause);
    }

    private static String both(String key) {
        return text(key, Languages.BOKMAAL) + "\n\n" + text(key, Locale.ENGLISH);
    }

    private static String text(String key, Locale locale) {
        return ResourceBundle.getBundle(
                        "messages/identity",
                        locale,
                        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES))
                .getString(key);
    }
}

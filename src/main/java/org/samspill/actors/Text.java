package org.samspill.actors;

import java.util.Locale;

/** A text that people read, in Norwegian bokmål and in English. */
public record Text(String nb, String en) {

    /** The text in the reader's language; bokmål for every language but English. */
    public String in(Locale locale) {
        return locale.getLanguage().equals(Locale.ENGLISH.getLanguage()) ? en : nb;
    }
}

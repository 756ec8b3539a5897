package org.samspill.identity;

import java.util.Locale;

/** An issuer has vouched for somebody, and still she cannot come in; told on a page of its own, with what to do. */
class NoEntry extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why; each has a heading and a text under `identity.no-entry`. */
    enum Why {
        /** She broke off at the issuer, or it could not be reached. */
        NOT_COMPLETED,
        /** The issuer does not say a national identity number. */
        NO_NUMBER,
        /** The issuer is not sure enough of who she is. */
        LEVEL,
        /** She represents no organisation. */
        NO_ORGANISATION,
        /** She represents organisations, but none that is here. */
        UNKNOWN_ORGANISATION,
        /** Her organisation is here, and she has nothing to do in it. */
        NO_ROLE,
        /** She took too long to choose. */
        TOO_LATE;

        String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Why why;

    NoEntry(Why why) {
        super(why.key());
        this.why = why;
    }

    Why why() {
        return why;
    }
}

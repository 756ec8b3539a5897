package org.samspill.identity;

import org.springframework.security.core.AuthenticationException;

/** Refuses an attempt to sign in that comes too soon after failed ones. */
class TooManyAttempts extends AuthenticationException {

    private final long seconds;

    TooManyAttempts(long seconds) {
        super("Too many failed attempts");
        this.seconds = seconds;
    }

    /** How long to wait. */
    long seconds() {
        return seconds;
    }
}

package org.samspill.identity;

import org.springframework.security.core.AuthenticationException;

/** An issuer's keys could not be fetched, so nobody can say whether a token is good: neither the caller's fault nor a reason to let it in. */
class IssuerUnreachable extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    IssuerUnreachable(String issuer, Throwable cause) {
        super("The keys of " + issuer + " cannot be fetched", cause);
    }
}

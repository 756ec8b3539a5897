package org.samspill.identity;

/** The program was told to be no demo, and nobody has been told to vouch for people: it would be a house that nobody can enter. */
class NobodyCouldSignIn extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NobodyCouldSignIn() {
        super("samspill.demo is false and no issuer for people is configured");
    }
}

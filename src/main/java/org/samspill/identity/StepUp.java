package org.samspill.identity;

/**
 * What somebody asks for needs her to be identified more surely than she is; thrown by controllers. Becomes a page that sends her to her issuer and back to where
 * she was.
 */
public class StepUp extends RuntimeException {

    private static final long serialVersionUID = 1L;
}

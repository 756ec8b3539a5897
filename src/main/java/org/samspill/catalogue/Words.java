package org.samspill.catalogue;

/** Makes the message of a parser's exception fit for a finding: one line, no class names, not too long. */
final class Words {

    private static final int LONGEST = 300;

    private Words() {}

    static String reason(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
        }
        String said =
                String.valueOf(deepest.getMessage()).replaceAll("\\s+", " ").strip();
        String plain = said.replaceAll("\\b(?:[a-z]\\w*\\.){2,}[A-Z]\\w*(?:Exception|Error)?:? ?", "");
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) + " ..." : plain;
    }
}

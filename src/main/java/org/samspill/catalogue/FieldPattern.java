package org.samspill.catalogue;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A regular expression from a form, matched against the whole answer within a bounded number of steps. */
public final class FieldPattern {

    private static final int MOST_STEPS = 200_000;
    private static final int LONGEST = 500;

    private final Pattern pattern;

    private FieldPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /** The pattern, or empty when it is not a regular expression or longer than anyone can review. */
    static Optional<FieldPattern> of(String expression) {
        if (expression.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(new FieldPattern(Pattern.compile(expression)));
        } catch (PatternSyntaxException notOne) {
            return Optional.empty();
        }
    }

    /** Whether the whole text matches; a pattern that runs wild on a text does not match it. */
    boolean matches(String text) {
        try {
            return pattern.matcher(new Counted(text, new int[] {MOST_STEPS})).matches();
        } catch (TooManySteps | StackOverflowError wild) {
            return false;
        }
    }

    @Override
    public String toString() {
        return pattern.pattern();
    }

    private static final class TooManySteps extends RuntimeException {
        TooManySteps() {
            super("The pattern takes too many steps", null, false, false);
        }
    }

    /** Java's matcher cannot be stopped from outside, but it reads every character through here. */
    private record Counted(CharSequence text, int[] left) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (--left[0] < 0) {
                throw new TooManySteps();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text.subSequence(start, end), left);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}

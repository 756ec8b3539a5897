package org.samspill.actors;

import java.util.Optional;
import java.util.regex.Pattern;

/** A Norwegian organisation number: nine digits, the last a check digit (modulus 11, weights 3 2 7 6 5 4 3 2). */
public record OrganisationNumber(String value) implements Comparable<OrganisationNumber> {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{9}");
    private static final int[] WEIGHTS = {3, 2, 7, 6, 5, 4, 3, 2};

    public OrganisationNumber {
        if (!valid(value)) {
            throw new IllegalArgumentException("Not an organisation number: " + value);
        }
    }

    /** The number in a text that a person or a machine wrote; spaces are allowed. Empty when it is not one. */
    public static Optional<OrganisationNumber> parse(String text) {
        String digits = text.replaceAll("[\\s\\u00a0]", "");
        return valid(digits) ? Optional.of(new OrganisationNumber(digits)) : Optional.empty();
    }

    /** The number, where a wrong one is a defect. */
    public static OrganisationNumber of(String value) {
        return new OrganisationNumber(value);
    }

    private static boolean valid(String digits) {
        return DIGITS.matcher(digits).matches() && (Modulus11.sum(digits, WEIGHTS) + digits.charAt(8) - '0') % 11 == 0;
    }

    @Override
    public int compareTo(OrganisationNumber other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

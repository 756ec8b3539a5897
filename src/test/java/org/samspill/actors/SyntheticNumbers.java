package org.samspill.actors;

import org.jspecify.annotations.Nullable;

/** Makes numbers with right check digits, written independently of the code that checks them. */
final class SyntheticNumbers {

    private SyntheticNumbers() {}

    /** The eight digits with their check digit; null where that would be ten. */
    static @Nullable String organisation(int start) {
        return withCheckDigit(Integer.toString(start), "32765432", 0);
    }

    /** A national id whose first check leaves the given remainder; null where a check digit would be ten. */
    static @Nullable String person(int day, int month, int year, int individual, int remainder) {
        String first =
                withCheckDigit("%02d%02d%02d%03d".formatted(day, month, year, individual), "376189452", remainder);
        return first == null ? null : withCheckDigit(first, "5432765432", 0);
    }

    private static @Nullable String withCheckDigit(String digits, String weights, int remainder) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += Character.digit(digits.charAt(i), 10) * Character.digit(weights.charAt(i), 10);
        }
        int check = Math.floorMod(remainder - sum, 11);
        return check == 10 ? null : digits + check;
    }
}

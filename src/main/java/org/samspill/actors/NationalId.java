package org.samspill.actors;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A Norwegian national identity number or D-number: eleven digits, the last two check digits. It prints masked, so that no log line
 * and no error message can carry it; {@link #value()} is for the database and for the wire alone. It is no source of birth date or sex.
 */
public record NationalId(String value) {

    private static final int[] FIRST = {3, 7, 6, 1, 8, 9, 4, 5, 2};
    private static final int[] SECOND = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2};

    /** How strictly the first check digit is read. Numbers issued from 2032 have a relaxed one (Skatteetaten, Nye fødselsnummer fra 2032). */
    public enum Check {
        /** The remainder is 0. */
        CURRENT(0),
        /** The remainder is 0 to 3; every number of the current kind passes too. */
        RELAXED(3);

        private static final LocalDate RELAXED_FROM = LocalDate.of(2032, 1, 1);

        private final int highestRemainder;

        Check(int highestRemainder) {
            this.highestRemainder = highestRemainder;
        }

        /** The check that is right on a day. */
        public static Check on(LocalDate day) {
            return day.isBefore(RELAXED_FROM) ? CURRENT : RELAXED;
        }
    }

    // A journey's id is read before, as a whole: one in two hundred ends in eleven digits, and nobody would find that
    // journey again.
    private static final Pattern LIKE_ONE = Pattern.compile(
            "(\\b\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}\\b)|(?<!\\d)\\d{6}[ -]?\\d{5}(?!\\d)");
    private static final String HIDDEN = "•".repeat(11);

    public NationalId {
        // The message must not carry the number.
        if (!valid(value, Check.RELAXED)) {
            throw new IllegalArgumentException("Not a national identity number");
        }
    }

    /** The number in a text, checked as numbers are issued today; spaces are allowed. Empty when it is not one. */
    public static Optional<NationalId> parse(String text) {
        return parse(text, Check.CURRENT);
    }

    /** The number in a text, under the given check. */
    public static Optional<NationalId> parse(String text, Check check) {
        String digits = text.replaceAll("[\\s\\u00a0]", "");
        return valid(digits, check) ? Optional.of(new NationalId(digits)) : Optional.empty();
    }

    /** The number, where a wrong one is a defect. */
    public static NationalId of(String value) {
        return new NationalId(value);
    }

    /** True for a number given to people who are not settled in Norway (day of birth plus 40). */
    public boolean dNumber() {
        return value.charAt(0) >= '4';
    }

    /** True for a number of the synthetic test population (month plus 80), which no living person has. */
    public boolean synthetic() {
        return month(value) > 80;
    }

    /** What may be shown where the whole number may not: the date part. */
    public String masked() {
        return value.substring(0, 6) + "*****";
    }

    /** The text with everything that could be an identity number hidden: words that others write may quote whom they are about. Ids of ours stay. */
    public static String hiddenIn(String text) {
        return LIKE_ONE.matcher(text).replaceAll(found -> found.group(1) == null ? HIDDEN : found.group(1));
    }

    @Override
    public String toString() {
        return masked();
    }

    private static boolean valid(String digits, Check check) {
        if (!digits.matches("[0-9]{11}") || !hasDate(digits)) {
            return false;
        }
        int first = (Modulus11.sum(digits, FIRST) + digits.charAt(9) - '0') % 11;
        int second = (Modulus11.sum(digits, SECOND) + digits.charAt(10) - '0') % 11;
        return first <= check.highestRemainder && second == 0;
    }

    private static boolean hasDate(String digits) {
        int day = Integer.parseInt(digits.substring(0, 2));
        int dayOfMonth = day > 40 ? day - 40 : day;
        int month = month(digits);
        // 40: help numbers; 80: synthetic persons.
        int monthOfYear = month > 80 ? month - 80 : month > 40 ? month - 40 : month;
        if (monthOfYear < 1 || monthOfYear > 12 || dayOfMonth < 1) {
            return false;
        }
        // The century is not needed: 2000 was a leap year, and nobody has a number from 29 February 1900.
        int year = 2000 + Integer.parseInt(digits.substring(4, 6));
        return dayOfMonth <= YearMonth.of(year, monthOfYear).lengthOfMonth();
    }

    private static int month(String digits) {
        return Integer.parseInt(digits.substring(2, 4));
    }
}

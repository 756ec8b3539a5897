package org.samspill.catalogue;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Days as people in Norway type and read them. */
final class FieldDates {

    private static final Pattern NORWEGIAN = Pattern.compile("(\\d{1,2})\\s?\\.\\s?(\\d{1,2})\\s?\\.\\s?(\\d{4})");
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");
    private static final DateTimeFormatter TYPED = DateTimeFormatter.ofPattern("dd.MM.uuuu");
    private static final int FIRST_YEAR = 1850;
    private static final int LAST_YEAR = 2200;

    private FieldDates() {}

    /** Only day.month.year and ISO are read: anything with another order could be another day than the person means. */
    static FieldReading read(String typed) {
        String text = typed.strip();
        Matcher norwegian = NORWEGIAN.matcher(text);
        if (norwegian.matches()) {
            return day(text, norwegian.group(3), norwegian.group(2), norwegian.group(1));
        }
        Matcher iso = ISO.matcher(text);
        if (iso.matches()) {
            return day(text, iso.group(1), iso.group(2), iso.group(3));
        }
        return FieldReading.wrong("date", text);
    }

    private static FieldReading day(String text, String year, String month, String day) {
        try {
            LocalDate date = LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
            if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
                return FieldReading.wrong("date-year", year);
            }
            return new FieldReading.Value(date);
        } catch (DateTimeException noSuchDay) {
            return FieldReading.wrong("date-none", text);
        }
    }

    /** As it is typed: {@code 20.11.2026}. */
    static String typed(LocalDate date) {
        return TYPED.format(date);
    }

    /** As it is read: {@code 20. november 2026}, {@code 20 November 2026}. */
    static String read(LocalDate date, Locale locale) {
        boolean english = locale.getLanguage().equals("en");
        return english
                ? DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK).format(date)
                : DateTimeFormatter.ofPattern("d. MMMM uuuu", Locale.forLanguageTag("nb-NO"))
                        .format(date);
    }
}

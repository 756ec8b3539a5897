package org.samspill.studio;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates and amounts as the reader's language writes them. */
final class StudioFormat {

    private static final int MOST_DECIMALS = 4;

    private StudioFormat() {}

    static String date(LocalDate date, String pattern, Locale locale) {
        return DateTimeFormatter.ofPattern(pattern, locale).format(date);
    }

    static String amount(BigDecimal value, Locale locale) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(MOST_DECIMALS);
        return format.format(value);
    }
}

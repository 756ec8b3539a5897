package org.samspill.catalogue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers as people in Norway type and read them: comma for decimals, space between thousands. */
final class FieldNumbers {

    private static final Pattern NUMBER = Pattern.compile("-?(\\d{1,3}( \\d{3})+|\\d+)([.,]\\d+)?");
    // 1.500 is fifteen hundred to some and one and a half to others.
    private static final Pattern TWO_MEANINGS = Pattern.compile("-?[1-9]\\d{0,2}\\.\\d{3}");
    /** What a Double keeps exactly. */
    private static final int MOST_DIGITS = 15;

    private static final int MOST_DECIMALS = 10;

    private FieldNumbers() {}

    static FieldReading read(String typed, DataType type) {
        String text = typed.replaceAll("[\\s\\u00a0\\u202f\\u2009]+", " ")
                .replace('\u2212', '-')
                .replace('\u2013', '-')
                .strip();
        if (type == DataType.MONEY) {
            text = text.replaceFirst("(?i)^(kr\\.?|nok) ?", "").replaceFirst("(?i)( ?(kr\\.?|nok)|,-)$", "");
        }
        if (TWO_MEANINGS.matcher(text).matches()) {
            return FieldReading.wrong("number-meanings", text, text.replace(".", ""), text.replace('.', ','));
        }
        if (!NUMBER.matcher(text).matches()) {
            return FieldReading.wrong(type == DataType.INTEGER ? "integer" : "number", typed.strip());
        }
        BigDecimal number = new BigDecimal(text.replace(" ", "").replace(',', '.'));
        if (number.precision() > MOST_DIGITS || number.scale() > MOST_DECIMALS) {
            return FieldReading.wrong("number-digits", String.valueOf(MOST_DIGITS));
        }
        return new FieldReading.Value(number);
    }

    /** As it is typed, with a comma in every language, so that what is shown can be sent back unchanged. */
    static String typed(Number value) {
        return decimal(value).toPlainString().replace('.', ',');
    }

    /** As it is read: {@code 124 028,5}, {@code 124,028.5}. */
    static String read(Number value, Locale locale) {
        String[] parts = decimal(value).abs().toPlainString().split("\\.");
        boolean english = locale.getLanguage().equals("en");
        String thousands = parts[0].replaceAll("(?<=\\d)(?=(\\d{3})+$)", english ? "," : "\u00a0");
        String sign = decimal(value).signum() < 0 ? "\u2212" : "";
        return sign + thousands + (parts.length == 1 ? "" : (english ? "." : ",") + parts[1]);
    }

    /** An amount as it is read: whole øre, since a rate that was divided has no end of decimals. */
    static BigDecimal money(Number value) {
        return decimal(value).setScale(2, RoundingMode.HALF_UP);
    }

    static BigDecimal decimal(Number value) {
        BigDecimal exact = new BigDecimal(value.toString());
        return exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros();
    }
}

package org.samspill.catalogue;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A span of time as people promise it: hours, days, working days (P10WD), weeks, months or years. */
public record Within(int amount, Unit unit) {

    /** What a span is counted in; the designator is the letters after the number. */
    public enum Unit {
        HOURS("H"),
        DAYS("D"),
        WORKING_DAYS("WD"),
        WEEKS("W"),
        MONTHS("M"),
        YEARS("Y");

        private final String designator;

        Unit(String designator) {
            this.designator = designator;
        }
    }

    private static final Pattern FORM = Pattern.compile("P(?:T(\\d{1,4})H|(\\d{1,4})(WD|D|W|M|Y))");

    /** Reads P28D, P10WD, P3W, P1M, P1Y or PT24H; empty when it is none of these. */
    public static Optional<Within> parse(String text) {
        var found = FORM.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!found.matches()) {
            return Optional.empty();
        }
        if (found.group(1) != null) {
            return Optional.of(new Within(Integer.parseInt(found.group(1)), Unit.HOURS));
        }
        for (Unit unit : Unit.values()) {
            if (unit != Unit.HOURS && unit.designator.equals(found.group(3))) {
                return Optional.of(new Within(Integer.parseInt(found.group(2)), unit));
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return (unit == Unit.HOURS ? "PT" : "P") + amount + unit.designator;
    }
}

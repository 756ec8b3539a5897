package org.samspill.missions;

import java.time.YearMonth;

/**
 * Which sum something counts in.
 *
 * @param period {@link #YEAR}, a month ({@code 2026-03}) or the three months that end with it ({@code 2026-03/3})
 * @param municipality {@link #ALL}, {@link #UNKNOWN} or four digits
 * @param step {@link #NUMBER}, or a step that holds the number back ({@link Place})
 */
record Cell(String period, String municipality, String step) {

    static final String YEAR = "year";
    static final String ALL = "";
    static final String UNKNOWN = "-";
    static final String NUMBER = "";
    private static final String THREE = "/" + Measurement.MOST_MONTHS;

    static String month(YearMonth month) {
        return month.toString();
    }

    /** The months up to and with this one that a point is taken over when the month alone has too few. */
    static String months(YearMonth last) {
        return last + THREE;
    }

    /** True when the durations of the period are those of several months. */
    boolean several() {
        return period.endsWith(THREE);
    }

    /** The months whose durations are the period's, for a period of several. */
    Cell monthBefore(int many) {
        YearMonth last = YearMonth.parse(period.substring(0, period.length() - THREE.length()));
        return new Cell(month(last.minusMonths(many)), municipality, step);
    }
}

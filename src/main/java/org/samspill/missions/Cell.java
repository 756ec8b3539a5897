package org.samspill.missions;

import java.time.YearMonth;

/**
 * Which sum something counts in.
 *
 * @param period {@link #YEAR}, a month ({@code 2026-03}) or the three months that end with it ({@code 2026-03/3})
 * @param municipality {@link #ALL}, {@link #UNKNOWN}, four digits, or {@link #EACH}
 * @param step {@link #NUMBER}, or a step that holds the number back ({@link Place})
 */
record Cell(String period, String municipality, String step) {

    static final String YEAR = "year";
    static final String ALL = "";
    static final String UNKNOWN = "-";

    /** The sum of those of all municipalities, also unknown: a journey that has moved counts once in each. */
    static final String EACH = "*";

    static final String NUMBER = "";
    private static final String THREE = "/" + Measurement.MOST_MONTHS;

    static String month(YearMonth month) {
        return month.toString();
    }

    /** The months up to and with this one that a point is taken over when the month alone has too few. */
    static String months(YearMonth last) {
        return last + THREE;
    }

    /** True when it tells what holds back the journeys of one municipality. */
    boolean stepOfOne() {
        return !step.equals(NUMBER) && !municipality.equals(ALL) && !municipality.equals(EACH);
    }

    /** The same for {@link #EACH}. */
    Cell each() {
        return new Cell(period, EACH, step);
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

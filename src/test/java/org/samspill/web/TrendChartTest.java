package org.samspill.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.samspill.web.TrendChart.Point;

class TrendChartTest {

    private static final Locale NB = Locale.forLanguageTag("nb");

    @Test
    void aMonthWithoutAValueBreaksTheLineAndStaysInTheTable() {
        TrendChart chart = TrendChart.of(points("10", "20", null, "30", "40"), null, null, " %", NB);
        assertThat(chart.lines()).hasSize(2).allMatch(line -> line.split(" ").length == 2);
        assertThat(chart.rows()).extracting(TrendChart.Row::value).containsExactly("10 %", "20 %", "", "30 %", "40 %");
    }

    @Test
    void oneMonthIsADotWithoutALine() {
        TrendChart chart = TrendChart.of(points("10"), null, null, "", NB);
        assertThat(chart.lines()).isEmpty();
        assertThat(chart.dots()).hasSize(1);
    }

    @Test
    void everythingStandsInsideTheDrawing() {
        TrendChart chart = TrendChart.of(points("0.3", "97", "12"), new BigDecimal("120"), new BigDecimal("3"), "", NB);
        assertThat(chart.dots()).allMatch(dot -> dot.y() >= chart.top() && dot.y() <= chart.bottom());
        assertThat(chart.target().at()).isBetween((double) chart.top(), (double) chart.bottom());
        assertThat(chart.dots().get(1).y()).isLessThan(chart.dots().get(2).y());
    }

    @Test
    void namesOfTargetAndBaselineNeverLieOnEachOther() {
        TrendChart chart = TrendChart.of(points("60", "40"), new BigDecimal("59"), new BigDecimal("60"), "", NB);
        assertThat(Math.abs(chart.baselineName() - chart.target().at())).isGreaterThanOrEqualTo(18);
    }

    @Test
    void nothingMeasuredYetIsStillAChart() {
        assertThat(TrendChart.of(List.of(), null, null, "", NB).grid()).hasSize(5);
        assertThat(TrendChart.of(points("0", "0"), null, null, "", NB).dots()).hasSize(2);
    }

    @Test
    void aPointThatStandsForSeveralMonthsIsDrawnAsSuch() {
        var points = new ArrayList<>(points("10", "20", null));
        assertThat(TrendChart.of(points, null, null, "", NB).several()).isZero();
        points.add(new Point(YearMonth.of(2026, 4), new BigDecimal("30"), 3));
        // What is not shown needs no ring.
        points.add(new Point(YearMonth.of(2026, 5), null, 3));
        TrendChart chart = TrendChart.of(points, null, null, "", NB);
        assertThat(chart.several()).isEqualTo(3);
        assertThat(chart.single()).isTrue();
        assertThat(chart.dots()).extracting(TrendChart.Dot::several).containsExactly(false, false, true);
        assertThat(chart.rows()).extracting(TrendChart.Row::months).containsExactly(1, 1, 1, 3, 3);
    }

    private static List<Point> points(String... values) {
        var points = new ArrayList<Point>();
        for (int i = 0; i < values.length; i++) {
            points.add(new Point(
                    YearMonth.of(2026, 1).plusMonths(i), values[i] == null ? null : new BigDecimal(values[i]), 1));
        }
        return points;
    }
}

package org.samspill.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A line by month with its target and its baseline, as coordinates that {@code web/chart :: trend} draws as SVG, with a table that says the same.
 * A pure function of its input; months without a value (too few journeys to show) leave a gap.
 *
 * @param lines polylines ("x,y x,y"), one per unbroken run of months
 * @param target where the target lies; null when there is none
 * @param baseline where the starting point lies; null when there is none
 */
public record TrendChart(
        int width,
        int height,
        int left,
        int right,
        int top,
        int bottom,
        List<String> lines,
        List<Dot> dots,
        List<Mark> grid,
        List<Mark> months,
        @Nullable Mark target,
        @Nullable Mark baseline,
        List<Row> rows) {

    private static final int WIDTH = 480;
    private static final int HEIGHT = 230;
    private static final int LEFT = 58;
    private static final int RIGHT = WIDTH - 74;
    private static final int TOP = 16;
    private static final int BOTTOM = HEIGHT - 34;
    private static final int STEPS = 4;
    private static final int NAME_HEIGHT = 18;
    private static final int MOST_MONTH_NAMES = 5;

    /**
     * What was measured in a month.
     *
     * @param value null when too few journeys stand behind it
     * @param months how many months, this one the last of them, the value is taken over
     */
    public record Point(YearMonth month, @Nullable BigDecimal value, int months) {}

    /**
     * A measured month; {@code words} is what a pointer resting on it reads.
     *
     * @param months how many months it stands for: drawn filled for one, as a ring for several
     */
    public record Dot(double x, double y, String words, int months) {

        public boolean several() {
            return months > 1;
        }
    }

    /** A line or a name along an axis. */
    public record Mark(double at, String words) {}

    /** A month in the table; {@code value} is empty where nothing can be shown. {@code months} is how many it stands for. */
    public record Row(String month, String value, int months) {}

    /**
     * @param points in the order of time
     * @param unit written behind each number, e.g. " %"; may be empty
     */
    public static TrendChart of(
            List<Point> points,
            @Nullable BigDecimal target,
            @Nullable BigDecimal baseline,
            String unit,
            Locale locale) {
        List<BigDecimal> shown = Stream.concat(points.stream().map(Point::value), Stream.of(target, baseline))
                .filter(Objects::nonNull)
                .toList();
        var scale = Scale.over(shown);
        var format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(1);
        var name = DateTimeFormatter.ofPattern("MMM yy", locale);
        var full = DateTimeFormatter.ofPattern("LLLL yyyy", locale);

        var lines = new ArrayList<String>();
        var dots = new ArrayList<Dot>();
        var months = new ArrayList<Mark>();
        var rows = new ArrayList<Row>();
        var run = new ArrayList<String>();
        int every = Math.max(1, (points.size() + MOST_MONTH_NAMES - 1) / MOST_MONTH_NAMES);
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            double x = round(
                    points.size() == 1 ? (LEFT + RIGHT) / 2.0 : LEFT + (RIGHT - LEFT) * i / (points.size() - 1.0));
            String month = full.format(point.month());
            if ((points.size() - 1 - i) % every == 0) {
                months.add(new Mark(x, name.format(point.month())));
            }
            BigDecimal value = point.value();
            if (value == null) {
                close(run, lines);
                rows.add(new Row(month, "", point.months()));
            } else {
                String words = format.format(value) + unit;
                double y = scale.y(value);
                run.add(x + "," + y);
                dots.add(new Dot(x, y, month + ": " + words, point.months()));
                rows.add(new Row(month, words, point.months()));
            }
        }
        close(run, lines);
        return new TrendChart(
                WIDTH,
                HEIGHT,
                LEFT,
                RIGHT,
                TOP,
                BOTTOM,
                lines,
                dots,
                scale.grid(format, unit),
                months,
                mark(target, scale, format, unit),
                mark(baseline, scale, format, unit),
                rows);
    }

    /** True when a point stands for its month alone. */
    public boolean single() {
        return dots.stream().anyMatch(dot -> !dot.several());
    }

    /** How many months a point stands for that stands for several; zero when none does. */
    public int several() {
        return dots.stream().filter(Dot::several).mapToInt(Dot::months).max().orElse(0);
    }

    /** The first value that is shown, in words; empty when there is none. */
    public String first() {
        return rows.stream()
                .map(Row::value)
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** The last value that is shown, in words; empty when there is none. */
    public String last() {
        return rows.stream().map(Row::value).filter(value -> !value.isEmpty()).reduce("", (earlier, later) -> later);
    }

    /** Where the name of the baseline stands: beside its line, but never on top of the target's name. */
    public double baselineName() {
        if (baseline == null) {
            return 0;
        }
        if (target == null || Math.abs(target.at() - baseline.at()) >= NAME_HEIGHT) {
            return baseline.at();
        }
        return target.at() + (baseline.at() < target.at() ? -NAME_HEIGHT : NAME_HEIGHT);
    }

    private static @Nullable Mark mark(@Nullable BigDecimal value, Scale scale, NumberFormat format, String unit) {
        return value == null ? null : new Mark(scale.y(value), format.format(value) + unit);
    }

    private static void close(List<String> run, List<String> lines) {
        if (run.size() > 1) {
            lines.add(String.join(" ", run));
        }
        run.clear();
    }

    private static double round(double coordinate) {
        return BigDecimal.valueOf(coordinate).setScale(1, RoundingMode.HALF_UP).doubleValue();
    }

    /** From values to pixels; starts at zero and ends at a round number above the highest value, so that small changes look small. */
    private record Scale(double low, double step) {

        static Scale over(List<BigDecimal> values) {
            double high =
                    values.stream().mapToDouble(BigDecimal::doubleValue).max().orElse(1);
            double low = Math.min(
                    0,
                    values.stream().mapToDouble(BigDecimal::doubleValue).min().orElse(0));
            double rough = Math.max(high - low, 0.1) / STEPS;
            double magnitude = Math.pow(10, Math.floor(Math.log10(rough)));
            double step = Stream.of(1.0, 2.0, 2.5, 5.0, 10.0)
                    .map(factor -> factor * magnitude)
                    .filter(candidate -> Math.floor(low / candidate) * candidate + STEPS * candidate >= high - 1e-9)
                    .findFirst()
                    .orElse(20 * magnitude);
            return new Scale(Math.floor(low / step) * step, step);
        }

        double y(BigDecimal value) {
            return round(BOTTOM - (BOTTOM - TOP) * (value.doubleValue() - low) / (step * STEPS));
        }

        List<Mark> grid(NumberFormat format, String unit) {
            var marks = new ArrayList<Mark>();
            for (int i = 0; i <= STEPS; i++) {
                BigDecimal value = BigDecimal.valueOf(low + i * step).setScale(6, RoundingMode.HALF_UP);
                marks.add(new Mark(y(value), format.format(value) + unit));
            }
            return marks;
        }
    }
}

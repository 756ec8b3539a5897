package org.samspill.bench;

import java.util.List;

/** The lines of a report as bars on a logarithmic scale of milliseconds, dark to the median and light to the 95th percentile, under the size with which they were measured. */
final class Picture {

    private static final int ROW = 22;
    private static final int TOP = 58;
    private static final int BOTTOM = 30;
    private static final int WIDE = 460;
    private static final double LETTER = 6.8;
    private static final double LEAST = 0.01;
    private static final int DECADES = 7;

    private final StringBuilder svg = new StringBuilder();
    private final int left;
    private int y = TOP;

    private Picture(List<Report.Line> lines) {
        left = 30
                + (int) (LETTER
                        * lines.stream()
                                .mapToInt(line -> line.what().length())
                                .max()
                                .orElse(0));
    }

    static String of(String title, List<Report.Line> lines) {
        return new Picture(lines).draw(title, lines);
    }

    private String draw(String title, List<Report.Line> lines) {
        int height = TOP
                + ROW
                        * (lines.size()
                                + (int) lines.stream()
                                        .map(Report.Line::size)
                                        .distinct()
                                        .count())
                + BOTTOM;
        svg.append("""
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="13">
                <rect width="100%%" height="100%%" fill="white"/>
                <text x="10" y="22" font-weight="bold">%s</text>
                <text x="10" y="42" fill="#555">Milliseconds: dark to the median, light to the 95th percentile</text>
                """.formatted(left + WIDE + 60, height, escaped(title)));
        for (int decade = 0; decade <= DECADES; decade++) {
            double ms = LEAST * Math.pow(10, decade);
            svg.append(
                    "<line x1=\"%1$.0f\" x2=\"%1$.0f\" y1=\"%2$d\" y2=\"%3$d\" stroke=\"#ccc\"/><text x=\"%1$.0f\" y=\"%4$d\" text-anchor=\"middle\" fill=\"#555\">%5$s</text>%n"
                            .formatted(
                                    x(ms),
                                    TOP - 4,
                                    height - BOTTOM,
                                    height - 12,
                                    ms < 1 ? String.valueOf(ms) : String.valueOf((long) ms)));
        }
        lines.stream().map(Report.Line::size).distinct().forEach(size -> {
            text(10, "<tspan font-weight=\"bold\">" + escaped(size) + "</tspan>");
            y += ROW;
            lines.stream().filter(line -> line.size().equals(size)).forEach(this::line);
        });
        return svg.append("</svg>\n").toString();
    }

    private void line(Report.Line line) {
        text(20, escaped(line.what()));
        bar(line.p95(), "#9fc3e0");
        bar(line.p50(), "#1f5f8b");
        y += ROW;
    }

    private void text(int x, String words) {
        svg.append("<text x=\"%d\" y=\"%d\">%s</text>%n".formatted(x, y + 12, words));
    }

    private void bar(double ms, String colour) {
        svg.append("<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"14\" fill=\"%s\"/>%n"
                .formatted(left, y, x(ms) - left, colour));
    }

    private double x(double ms) {
        return left + WIDE * Math.max(0, Math.min(1, Math.log10(ms / LEAST) / DECADES));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}

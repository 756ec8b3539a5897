package org.samspill.bench;

import java.util.List;

/** The lines of a report as bars on a logarithmic scale of milliseconds, from the median to the 95th percentile. */
final class Picture {

    private static final int ROW = 22;
    private static final int LEFT = 330;
    private static final int WIDE = 460;
    private static final double LEAST = 0.01;
    private static final double DECADES = 6;

    private Picture() {}

    static String of(String title, List<Report.Line> lines) {
        int height = 60 + ROW * lines.size();
        StringBuilder svg = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" width="900" height="%d" font-family="sans-serif" font-size="13">
                <rect width="100%%" height="100%%" fill="white"/>
                <text x="10" y="22" font-weight="bold">%s</text>
                """.formatted(height, escaped(title)));
        for (int decade = 0; decade <= DECADES; decade++) {
            double ms = LEAST * Math.pow(10, decade);
            svg.append(
                    "<line x1=\"%1$.0f\" x2=\"%1$.0f\" y1=\"32\" y2=\"%2$d\" stroke=\"#ccc\"/><text x=\"%1$.0f\" y=\"%3$d\" text-anchor=\"middle\" fill=\"#555\">%4$s ms</text>%n"
                            .formatted(
                                    x(ms),
                                    height - 22,
                                    height - 8,
                                    ms < 1 ? String.valueOf(ms) : String.valueOf((long) ms)));
        }
        int y = 40;
        for (Report.Line line : lines) {
            svg.append("<text x=\"10\" y=\"%d\">%s, %s</text>".formatted(y + 12, escaped(line.what()), line.size()));
            svg.append("<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"14\" fill=\"#9fc3e0\"/>"
                    .formatted(LEFT, y, x(line.p95()) - LEFT));
            svg.append("<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"14\" fill=\"#1f5f8b\"/>%n"
                    .formatted(LEFT, y, x(line.p50()) - LEFT));
            y += ROW;
        }
        return svg.append("</svg>\n").toString();
    }

    private static double x(double ms) {
        return LEFT + WIDE * Math.max(0, Math.min(1, Math.log10(ms / LEAST) / DECADES));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}

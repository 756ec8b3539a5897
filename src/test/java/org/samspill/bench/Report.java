package org.samspill.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.samspill.bench.Measured.Ratio;

/** What one benchmark has found: a table in the output, and a JSON and an SVG file under {@code target/bench}. */
public final class Report {

    /**
     * One line.
     *
     * @param size with how many rows it was measured
     * @param ratio to the floor, at the median
     */
    public record Line(String what, String size, double p50, double p95, Ratio ratio) {}

    private static final Path FOLDER = Path.of("target", "bench");

    private final String name;
    private final String title;
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, Ratio> others = new LinkedHashMap<>();

    public Report(String name, String title) {
        this.name = name;
        this.title = title;
    }

    public void add(String size, Measured measured, Measured floor) {
        lines.add(new Line(measured.what(), size, measured.p50(), measured.p95(), measured.to(floor, 50)));
    }

    /** A further comparison, with what it says in words. */
    public void add(String words, Ratio ratio) {
        others.put(words, ratio);
    }

    /** Prints the table and writes the files. */
    public void write() {
        try {
            Files.createDirectories(FOLDER);
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("title", title);
            json.put("processors", Runtime.getRuntime().availableProcessors());
            json.put("java", Runtime.version().toString());
            json.put("lines", lines);
            json.put("comparisons", others);
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValue(FOLDER.resolve(name + ".json").toFile(), json);
            Files.writeString(FOLDER.resolve(name + ".svg"), Picture.of(title, lines));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        System.out.println(table());
    }

    private String table() {
        StringBuilder table = new StringBuilder("\n" + title + "\n");
        table.append(
                "| what | rows | p50 ms | p95 ms | times the floor (middle half of the rounds) |\n|---|---|---|---|---|\n");
        lines.forEach(line -> table.append("| %s | %s | %.2f | %.2f | %s |%n"
                .formatted(line.what(), line.size(), line.p50(), line.p95(), line.ratio())));
        others.forEach((words, ratio) -> table.append("| %s | | | | %s |%n".formatted(words, ratio)));
        return table.toString();
    }
}

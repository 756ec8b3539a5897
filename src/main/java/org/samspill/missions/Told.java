package org.samspill.missions;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one journey counts for in a series, and how long that holds when nothing happens but time.
 *
 * @param since from when, and {@code due} until when, in microseconds since 1970
 */
record Told(Map<Cell, Part> parts, long since, long due, boolean leftOut) {

    static final Told NOTHING = new Told(Map.of(), Long.MIN_VALUE, Long.MAX_VALUE, false);

    static final Told LEFT_OUT = new Told(Map.of(), Long.MIN_VALUE, Long.MAX_VALUE, true);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Cells that hold the same part are written once. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    private record Line(
            String municipality,
            String step,
            long many,
            long total,
            List<Long> minutes,
            List<Long> waiting,
            List<String> periods) {}

    private record Same(String municipality, String step, Part part) {}

    String text() {
        Map<Same, List<String>> periods = new LinkedHashMap<>();
        parts.forEach((cell, part) -> periods.computeIfAbsent(
                        new Same(cell.municipality(), cell.step(), part), key -> new ArrayList<>())
                .add(cell.period()));
        List<Line> lines = new ArrayList<>();
        periods.forEach((same, of) -> lines.add(new Line(
                same.municipality(),
                same.step(),
                same.part().many(),
                same.part().total(),
                same.part().minutes(),
                same.part().waiting(),
                of)));
        try {
            return JSON.writeValueAsString(lines);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Map<Cell, Part> parse(String text) {
        try {
            Map<Cell, Part> parts = new LinkedHashMap<>();
            for (Line line : JSON.readValue(text, Line[].class)) {
                Part part = new Part(line.many(), line.total(), line.minutes(), line.waiting());
                line.periods().forEach(period -> parts.put(new Cell(period, line.municipality(), line.step()), part));
            }
            return parts;
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("What a journey counts for cannot be read", broken);
        }
    }
}

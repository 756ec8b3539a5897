package org.samspill.faults;

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

/** The table: each finding is printed when it is made and lies in {@code target/faults}, one file each and {@code table.md} for all. */
final class Findings {

    private static final List<Finding> ALL = new ArrayList<>();

    private Findings() {}

    /** Writes the finding down and fails when the promise was not kept. */
    static synchronized void add(Finding finding) {
        ALL.add(finding);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("test", finding.test());
        json.put("injected", finding.injected());
        json.put("promised", finding.promised());
        json.put("seen", finding.seen());
        json.put("kept", finding.kept());
        json.put("inTime", finding.inTime());
        json.put("processors", Runtime.getRuntime().availableProcessors());
        try {
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValue(Cluster.FOLDER.resolve(finding.test() + ".json").toFile(), json);
            Files.writeString(Path.of(Cluster.FOLDER.toString(), "table.md"), table());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        System.out.println(line(finding));
        if (!finding.kept()) {
            throw new AssertionError(finding.test() + ": promised " + finding.promised() + "; seen " + finding.seen());
        }
    }

    private static String table() {
        StringBuilder table =
                new StringBuilder("| test | injected | promised | seen | kept |\n|---|---|---|---|---|\n");
        ALL.forEach(finding -> table.append(line(finding)).append('\n'));
        return table.toString();
    }

    private static String line(Finding finding) {
        return "| %s | %s | %s | %s | %s |"
                .formatted(finding.test(), finding.injected(), finding.promised(), finding.seen(), finding.verdict());
    }
}

package org.samspill.agencies;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.samspill.SamspillTest;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Journeys;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Camunda's JavaScript client runs against us unchanged. */
@SamspillTest
class JavaScriptClientTest {

    private static final Path HERE = Path.of("src", "test", "node");

    private final Garden garden;
    private final Journeys journeys;

    @Autowired
    JavaScriptClientTest(ApplicationContext context, Journeys journeys) {
        this.garden = Garden.of(context);
        this.journeys = journeys;
    }

    @Test
    void itFetchesFailsUnlocksCompletesAndRefuses() throws Exception {
        if (!Files.isDirectory(HERE.resolve("node_modules"))) {
            String npm = System.getProperty("os.name").startsWith("Windows") ? "npm.cmd" : "npm";
            assertThat(lines(Map.of(), npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"))
                    .isNotNull();
        }
        JourneyId journey = garden.started();
        List<JsonNode> met = lines(
                        Map.of(
                                "SERVER", garden.office.server().toString(),
                                "OFFICE_TOKEN", garden.office.token(),
                                "SHED_TOKEN", garden.shed.token(),
                                "JOURNEY", journey.value()),
                        "node",
                        "agency.mjs")
                .stream()
                .filter(line -> line.startsWith("{"))
                .map(JavaScriptClientTest::json)
                .toList();

        JsonNode read = with(met, "read");
        assertThat(read.get("read").get("plot.area").asDouble()).isEqualTo(40);
        assertThat(read.get("read").get("plot.crops").get(1).asText()).isEqualTo("bønner");
        assertThat(read.get("read").get("neighbours").get(0).get("name").asText())
                .isEqualTo("Astrid Nabo");
        assertThat(read.get("read").has("grower.diagnosis")).isFalse();
        assertThat(read.get("from").asBoolean()).isTrue();
        assertThat(with(met, "again").get("retries").asInt()).isEqualTo(1);
        assertThat(with(met, "again").get("errorMessage").asText()).isEqualTo("closed for lunch");
        assertThat(met.stream().filter(line -> line.has("event")).toList())
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.get("event").asText()).isEqualTo("complete:error");
                    assertThat(error.get("message").asText())
                            .contains("survey.area")
                            .doesNotContain("[object");
                });
        assertThat(with(met, "lend").get("lend")).hasSize(1);
        assertThat(with(met, "lend").get("lend").get("survey.area").asDouble()).isEqualTo(40.5);
        assertThat(with(met, "refused")).isNotNull();
        assertThat(journeys.find(journey).orElseThrow().endElement()).isEqualTo("End_NoKit");
    }

    private static JsonNode with(List<JsonNode> met, String member) {
        return met.stream()
                .filter(line -> line.has(member))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nothing tells of " + member + ": " + met));
    }

    private static JsonNode json(String line) {
        try {
            return Machine.JSON.readTree(line);
        } catch (IOException notJson) {
            throw new AssertionError(line, notJson);
        }
    }

    /** What a program in the folder of the Node test says, when it ends well within a minute. */
    private static List<String> lines(Map<String, String> environment, String... command) throws Exception {
        Path output = Files.createTempFile("node", ".log");
        ProcessBuilder program = new ProcessBuilder(command)
                .directory(HERE.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        program.environment().putAll(environment);
        Process running = program.start();
        boolean ended = running.waitFor(90, TimeUnit.SECONDS);
        if (!ended) {
            running.destroyForcibly().waitFor();
        }
        List<String> lines = new ArrayList<>(Files.readAllLines(output));
        Files.delete(output);
        assertThat(ended).as(String.join("\n", lines)).isTrue();
        assertThat(running.exitValue()).as(String.join("\n", lines)).isZero();
        return lines;
    }
}

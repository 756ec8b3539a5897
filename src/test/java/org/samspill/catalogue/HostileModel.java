package org.samspill.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The honest model {@code lost-key} with one passage changed by an attacker: a file of {@code src/test/resources/hostile}, or a flood too long for a file.
 *
 * @param said what stands in the file beside the passage
 */
public record HostileModel(String name, ModelFolder folder, JsonNode said) {

    private static final Path HOSTILE = Path.of("src/test/resources/hostile");
    private static final ModelFolder HONEST = Models.lostKey();

    /** What becomes of a model that came into the engine past the gate. */
    public enum Past {
        /** Neither engine nor catalogue reads it. */
        NOT_READ,
        /** It is read, and ends at its hostile passage, rolled back. */
        STOPPED,
        /** It does nothing that no honest journey does. */
        HARMLESS
    }

    /** Every file, by name. */
    public static List<HostileModel> files() throws IOException {
        return files("http://localhost/");
    }

    /**
     * The same, with what would be fetched standing elsewhere.
     *
     * @param address for {@code http://localhost/} in the files
     */
    public static List<HostileModel> files(String address) throws IOException {
        var models = new ArrayList<HostileModel>();
        try (var files = Files.list(HOSTILE)) {
            for (Path file : files.sorted().toList()) {
                JsonNode said = new YAMLMapper().readTree(file.toFile());
                ModelFolder folder = Models.edited(
                        HONEST,
                        said.path("file").asText(),
                        said.path("replace").asText(),
                        repeated(said).replace("http://localhost/", address));
                models.add(new HostileModel(file.getFileName().toString(), folder, said));
            }
        }
        return models;
    }

    /** Some hostile things are too long to write out: {@code @each@} stands for a text many times. */
    private static String repeated(JsonNode said) {
        JsonNode repeat = said.path("repeat");
        return said.path("by")
                .asText()
                .replace(
                        "@each@",
                        repeat.path("each").asText().repeat(repeat.path("times").asInt()));
    }

    /** What is too much of something harmless. */
    public static List<HostileModel> floods() {
        return List.of(
                flood("twenty thousand elements", elements(), Past.NOT_READ, "more than 10000 elements"),
                flood("two files' worth in one", file(2_200_000), Past.NOT_READ, "more than 2000000 bytes"),
                flood("nested without end", nested(20_000), Past.NOT_READ, "nested more than 100 deep"),
                flood("calls that multiply", calls(), Past.STOPPED, "5000 steps without a rest"));
    }

    private static HostileModel flood(String name, ModelFolder folder, Past past, String why) {
        return new HostileModel(
                name,
                folder,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("past", past.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .put("why", why));
    }

    static ModelFolder elements() {
        return before("</bpmn:process>", "<bpmn:userTask id=\"Task_@\" />", 20_000);
    }

    static ModelFolder file(int bytes) {
        return Models.edited(HONEST, Models.BPMN, "<bpmn:laneSet", "<!-- " + "x".repeat(bytes) + " --><bpmn:laneSet");
    }

    static ModelFolder nested(int times) {
        String deep = "<bpmn:subProcess>".repeat(times) + "</bpmn:subProcess>".repeat(times);
        return Models.edited(HONEST, Models.BPMN, "</bpmn:process>", deep + "</bpmn:process>");
    }

    /** Each block calls the next one twice at once, fourteen deep. */
    static ModelFolder calls() {
        ModelFolder folder =
                Models.edited(HONEST, Models.BPMN, "calledElement=\"replace-lock\"", "calledElement=\"bomb-0\"");
        String block = Models.text(HONEST, Models.BLOCK);
        for (int i = 0; i < 14; i++) {
            String next = i == 13 ? "replace-lock" : "bomb-" + (i + 1);
            String bomb = block.replace("replace-lock", "bomb-" + i)
                    .replace(
                            "<bpmn:sequenceFlow id=\"Flow_Start_LockNeeded_Service_ReplaceLock\"",
                            call("A", next) + call("B", next)
                                    + "<bpmn:sequenceFlow id=\"Flow_Start_LockNeeded_Service_ReplaceLock\"");
            folder = folder.with("blocks/bomb-" + i + ".bpmn", bomb.getBytes(StandardCharsets.UTF_8));
        }
        return folder;
    }

    private static String call(String id, String called) {
        return "<bpmn:callActivity id=\"Call_" + id + "\" calledElement=\"" + called
                + "\" camunda:calledElementBinding=\"deployment\" /><bpmn:sequenceFlow id=\"Flow_" + id
                + "\" sourceRef=\"Start_LockNeeded\" targetRef=\"Call_" + id + "\" />";
    }

    private static ModelFolder before(String passage, String each, int times) {
        var flood = new StringBuilder();
        for (int i = 0; i < times; i++) {
            flood.append(each.replace("@", String.valueOf(i)));
        }
        return Models.edited(HONEST, Models.BPMN, passage, flood + passage);
    }

    /** A word of the file; empty when it is not there. */
    public String text(String key) {
        return said.path(key).asText("");
    }

    /** What the file says becomes of it past the gate; one that does not say fails. */
    public Past past() {
        return Past.valueOf(text("past").toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    @Override
    public String toString() {
        return name;
    }
}

package org.samspill.demo;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.samspill.catalogue.ModelSource;
import org.springframework.core.io.Resource;

/**
 * A scenario file of a life event: a test as data, and a road that the demo year plays. How a journey starts, what is answered, what happens, and what is
 * expected. An unknown word in the file is an error.
 *
 * @param often how many times as often as others the demo year plays it; null for as often
 */
public record Scenario(
        Map<String, String> title,
        String at,
        Start start,
        @Nullable Map<String, Object> answers,
        @Nullable List<Happening> happenings,
        Expect expect,
        @Nullable Integer often) {

    /** How the journey starts: by an event, or by a citizen with the life event's form. */
    public record Start(
            @Nullable String event,
            @Nullable String from,
            boolean citizen,
            @Nullable String person,
            @Nullable Map<String, Object> data) {}

    /** Something that happens once its {@code when} element waits, or, without one, when nobody has anything to do. */
    public record Happening(
            @Nullable String when,
            @Nullable String event,
            @Nullable String from,
            @Nullable String fire,
            @Nullable String withdraw,
            @Nullable String consent,
            @Nullable Map<String, Object> data) {}

    /** What must be true in the end. */
    public record Expect(
            @Nullable String end,
            @Nullable List<String> passed,
            @Nullable List<String> never,
            @Nullable List<String> waiting,
            @Nullable Map<String, Object> data) {}

    int times() {
        return often == null ? 1 : often;
    }

    /** A file of a life event's folder. */
    public record File(String lifeEvent, String name, Resource resource) {

        public Scenario read() throws IOException {
            try (InputStream in = resource.getInputStream()) {
                return YAML.readValue(in, Scenario.class);
            }
        }
    }

    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory()).enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** Every scenario of the life events that the program reads. */
    public static List<File> all(ModelSource models) {
        return models.files("life-events/*/scenarios/*.yaml").stream()
                .filter(file -> !"answers.yaml".equals(file.getFilename()))
                .map(Scenario::file)
                .toList();
    }

    private static File file(Resource resource) {
        try {
            String[] path = resource.getURL().getPath().split("/");
            return new File(path[path.length - 3], path[path.length - 1].replace(".yaml", ""), resource);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}

package org.samspill.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Where the built front end stands: names carry a hash of their content, so that browsers may keep them for a year. */
@Component
class Assets {

    static final String FOLDER = "/assets/";

    private static final Logger log = LoggerFactory.getLogger(Assets.class);

    private final List<String> scripts;
    private final List<String> styles;
    private final List<String> openingScripts;
    private final List<String> openingStyles;
    private final String icons;

    Assets(ObjectMapper json) {
        JsonNode manifest = manifest(json);
        JsonNode app = manifest.path("app.js");
        scripts = script(app);
        styles = styles(app);
        JsonNode opening = manifest.path("opening.js");
        openingScripts = script(opening);
        openingStyles = styles(opening);
        icons = address(manifest.path("icons.svg"));
    }

    List<String> scripts() {
        return scripts;
    }

    List<String> styles() {
        return styles;
    }

    List<String> openingScripts() {
        return openingScripts;
    }

    List<String> openingStyles() {
        return openingStyles;
    }

    String icons() {
        return icons;
    }

    private static List<String> script(JsonNode entry) {
        return entry.has("file") ? List.of(address(entry)) : List.of();
    }

    private static List<String> styles(JsonNode entry) {
        return StreamSupport.stream(entry.path("css").spliterator(), false)
                .map(file -> FOLDER + file.asText())
                .toList();
    }

    private static String address(JsonNode entry) {
        return FOLDER + entry.path("file").asText();
    }

    private static JsonNode manifest(ObjectMapper json) {
        var resource = new ClassPathResource("static/assets/manifest.json");
        try (InputStream in = resource.getInputStream()) {
            return json.readTree(in);
        } catch (IOException e) {
            log.warn(
                    "The front end is not built: pages come without styles and scripts. Build it with: node src/main/frontend/build.mjs");
            return json.createObjectNode();
        }
    }
}

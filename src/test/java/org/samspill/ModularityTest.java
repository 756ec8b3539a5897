package org.samspill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.DependencyType;

/** The rooms of the house and the arrows between them: nobody reaches into another room's inside, nobody goes up, and the picture in docs is the code's. */
class ModularityTest {

    private static final ApplicationModules ROOMS = ApplicationModules.of(Samspill.class);

    /** Which room may use which; a room that is not named here may use none. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("actors", Set.of()),
            Map.entry("engine", Set.of()),
            Map.entry("web", Set.of("actors")),
            Map.entry("identity", Set.of("actors", "web")),
            Map.entry("catalogue", Set.of("actors", "engine", "web")),
            Map.entry("privacy", Set.of("actors", "catalogue")),
            Map.entry("journeys", Set.of("actors", "engine", "catalogue", "privacy")),
            Map.entry("work", Set.of("actors", "engine", "catalogue", "privacy", "journeys")),
            Map.entry("missions", Set.of("actors", "catalogue", "journeys", "work", "web")),
            Map.entry("agencies", Set.of("actors", "catalogue", "privacy", "journeys", "work", "identity", "web")),
            Map.entry("casework", Set.of("actors", "catalogue", "privacy", "journeys", "work", "missions", "web")),
            Map.entry("portal", Set.of("actors", "catalogue", "privacy", "journeys", "work", "identity", "web")),
            Map.entry("webhooks", Set.of("actors", "journeys", "work", "web")),
            Map.entry(
                    "operations",
                    Set.of(
                            "actors",
                            "engine",
                            "catalogue",
                            "privacy",
                            "journeys",
                            "work",
                            "agencies",
                            "webhooks",
                            "missions",
                            "web")),
            Map.entry("studio", Set.of("actors", "catalogue", "journeys", "web")),
            Map.entry(
                    "demo",
                    Set.of(
                            "actors",
                            "engine",
                            "catalogue",
                            "privacy",
                            "journeys",
                            "work",
                            "agencies",
                            "identity",
                            "web")));

    @Test
    void nobodyReachesIntoTheInsideOfARoomOrGoesInCircles() {
        ROOMS.verify();
    }

    @Test
    void roomsUseOnlyTheRoomsTheyMay() {
        Map<String, Set<String>> beyond = new TreeMap<>();
        arrows().forEach((room, used) -> {
            Set<String> more = new TreeSet<>(used);
            more.removeAll(ARROWS.getOrDefault(room, Set.of()));
            if (!more.isEmpty()) {
                beyond.put(room, more);
            }
        });

        assertThat(beyond).isEmpty();
    }

    @Test
    void thePictureInTheDocumentationIsTheCodes() throws IOException {
        String picture = arrows().entrySet().stream()
                .flatMap(room -> room.getValue().stream().map(used -> "  " + room.getKey() + " --> " + used))
                .collect(Collectors.joining("\n", "```mermaid\nflowchart TD\n", "\n```"));

        assertThat(Files.readString(Path.of("docs/architecture.md")))
                .as("docs/architecture.md holds this picture:\n%s\n", picture)
                .contains(picture);
    }

    private static Map<String, Set<String>> arrows() {
        Map<String, Set<String>> arrows = new TreeMap<>();
        for (ApplicationModule room : ROOMS) {
            Set<String> used = new TreeSet<>();
            room.getDirectDependencies(ROOMS, DependencyType.values()).stream()
                    .map(dependency ->
                            dependency.getTargetModule().getIdentifier().toString())
                    .filter(target -> !target.equals(room.getIdentifier().toString()))
                    .forEach(used::add);
            arrows.put(room.getIdentifier().toString(), used);
        }
        return arrows;
    }
}

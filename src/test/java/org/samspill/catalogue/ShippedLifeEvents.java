package org.samspill.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The shipped life events as they are read, without an engine. */
public final class ShippedLifeEvents {

    private static final Map<String, LifeEvent> ALL = read();

    private ShippedLifeEvents() {}

    public static Optional<LifeEvent> find(String key) {
        return Optional.ofNullable(ALL.get(key));
    }

    private static Map<String, LifeEvent> read() {
        try {
            return ModelFolder.in(Path.of("bpmn")).stream()
                    .map(folder -> Objects.requireNonNull(
                            Reading.of(folder, new Findings()).lifeEvent()))
                    .collect(Collectors.toMap(LifeEvent::key, Function.identity()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

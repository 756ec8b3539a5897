package org.samspill.actors;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is asked at every step, without a transaction around it. */
class RememberedTest {

    private final Remembered<String, String> remembered = new Remembered<>(Duration.ofDays(1));
    private int read;

    @Test
    void whatIsKnownIsNotReadAgain() {
        assertThat(get("a")).isEqualTo("a 1");
        assertThat(get("a")).isEqualTo("a 1");
        assertThat(all("a", "b")).isEqualTo(Map.of("a", "a 1", "b", "b 2"));
        assertThat(all("b", "b")).isEqualTo(Map.of("b", "b 2"));
    }

    @Test
    void whatIsNotFoundIsReadAgain() {
        assertThat(remembered.all(List.of("a"), unknown -> Map.of())).isEmpty();
        assertThat(all("a")).isEqualTo(Map.of("a", "a 1"));
    }

    @Test
    void whatWasReadBeforeAChangeIsNotKnownAfterIt() {
        remembered.get("a", key -> {
            remembered.changes();
            return "old";
        });
        assertThat(get("a")).isEqualTo("a 1");
        remembered.all(List.of("b"), unknown -> {
            remembered.changes();
            return Map.of("b", "old");
        });
        assertThat(all("a", "b").values()).doesNotContain("old", "a 1");
    }

    private String get(String key) {
        return remembered.get(key, this::read);
    }

    private Map<String, String> all(String... keys) {
        return remembered.all(List.of(keys), (Set<String> unknown) -> unknown.stream()
                .collect(Collectors.toMap(key -> key, this::read)));
    }

    private String read(String key) {
        return key + " " + ++read;
    }
}

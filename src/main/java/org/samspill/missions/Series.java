package org.samspill.missions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.samspill.catalogue.LifeEvent;
import org.samspill.journeys.JourneyEvent;

/**
 * What is counted for an indicator, all that changes a sum and nothing else; indicators that count the same share one. Two that differ are counted apart.
 *
 * @param formula without what only says how its sums are shown
 * @param compared whether what holds it back is told apart by municipality
 * @param places the steps on the way to what ends the measured stretch ({@link Way}); what waits elsewhere holds nothing back
 */
record Series(
        Formula formula, Mission.Direction direction, boolean compared, List<String> places, List<String> services) {

    /** Goes up when the same definition comes to count differently. */
    private static final String COUNTED_BY = "1";

    /** The same where municipalities are compared: what is kept for that too has grown, and a node that keeps less must not count in such a series. */
    private static final String COMPARED_BY = "3";

    // What a newer version of the program adds is not understood; its hash tells of it.
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** @param models the version in force of the formula's life event, or none */
    static Series of(Formula formula, Mission.Direction direction, boolean compared, List<LifeEvent> models) {
        List<Way> ways = formula.goals().isEmpty()
                ? List.of()
                : models.stream().map(model -> Way.to(model, formula.goals())).toList();
        return new Series(
                formula.counted(),
                formula.goals().isEmpty() ? direction : Mission.Direction.UP,
                compared,
                ways.stream().flatMap(way -> way.places().stream()).toList(),
                ways.stream().flatMap(way -> way.services().stream()).toList());
    }

    String lifeEvent() {
        return Objects.requireNonNull(formula.lifeEvent());
    }

    /** True when the work that the row tells of lies on the way. */
    boolean onTheWay(JourneyEvent row) {
        return places.contains(row.process() + " " + row.element())
                && (row.service() == null || services.contains(row.service()));
    }

    String text() {
        return write(this);
    }

    /** The same for the same definition, on every node. */
    String hash() {
        return UUID.nameUUIDFromBytes(((compared ? COMPARED_BY : COUNTED_BY) + text()).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    static Series parse(String text) {
        return read(text, Series.class);
    }

    static String write(Object definition) {
        try {
            return JSON.writeValueAsString(definition);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static <T> T read(String text, Class<T> type) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A stored definition cannot be read", broken);
        }
    }
}

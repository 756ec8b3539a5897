package org.samspill.journeys;

import java.util.Optional;
import java.util.UUID;

/** Our own, meaningless name of a journey; it is the engine's business key and stands in addresses and logs. */
public record JourneyId(String value) {

    public static JourneyId random() {
        return new JourneyId(UUID.randomUUID().toString());
    }

    /** Empty when the text cannot be a journey's id. */
    public static Optional<JourneyId> parse(String text) {
        try {
            return Optional.of(new JourneyId(UUID.fromString(text).toString()));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value;
    }
}

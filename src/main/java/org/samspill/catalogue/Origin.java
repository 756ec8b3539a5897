package org.samspill.catalogue;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a promise comes from: a law, an agreement, what the actor has published, or a mission's objective. */
public enum Origin {
    LAW,
    CONTRACT,
    PUBLISHED,
    MISSION;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Origin> of(String key) {
        return Arrays.stream(values())
                .filter(origin -> origin.key().equals(key))
                .findFirst();
    }
}

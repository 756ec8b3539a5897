package org.samspill.journeys;

import org.jspecify.annotations.Nullable;
import org.samspill.actors.PersonId;

/**
 * A datum as one process of a journey holds it; two branches may each hold a value of the same name.
 *
 * @param value as a journey keeps it
 * @param instance the engine's id of the process that holds it
 * @param execution the place in that process where it stands
 * @param process that process's key
 * @param person the one participant whom that process is about; null when it is about the whole journey
 */
public record Held(
        String name,
        Object value,
        String instance,
        String execution,
        String process,
        @Nullable PersonId person) {}

package org.samspill.privacy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.samspill.actors.PersonId;

/**
 * Answered by each room that keeps something of journeys: what it keeps of one that is over can be taken away for good. Keys, times and outcomes stay, so
 * that lists, timelines and numbers still work; what is about people goes.
 */
public interface JourneyTraces {

    /** Takes away what is about people in the journey, in the caller's transaction; once more does no harm. */
    void erase(String journey);

    /** Whom the room knows in the journey. */
    default Set<PersonId> people(String journey) {
        return Set.of();
    }

    /** The journeys that are about a person, or in which she takes part. */
    default Set<String> journeysOf(PersonId person) {
        return Set.of();
    }

    /** What the archive gets of the room when data of the journey are archived: rows by the section they belong to, in an order that says what came first. */
    default Map<String, List<Map<String, Object>>> archived(String journey) {
        return Map.of();
    }
}

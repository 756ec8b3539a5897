package org.samspill.actors;

import java.util.Set;

/**
 * A legal body that plays actors in life events.
 *
 * @param actors keys of the actors it plays
 * @param municipalities four-digit numbers of the municipalities it serves; empty means the whole country
 */
public record Organisation(
        OrganisationNumber number, String name, Sector sector, Set<String> actors, Set<String> municipalities) {

    public Organisation {
        actors = Set.copyOf(actors);
        municipalities = Set.copyOf(municipalities);
    }

    public boolean plays(String actor) {
        return actors.contains(actor);
    }

    /** True when the organisation serves people of the municipality. */
    public boolean covers(String municipality) {
        return municipalities.isEmpty() || municipalities.contains(municipality);
    }
}

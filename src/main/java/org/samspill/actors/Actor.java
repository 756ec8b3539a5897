package org.samspill.actors;

import java.util.Map;

/**
 * A role that organisations play in life events, such as a municipality or a bank.
 *
 * @param key the lane name in diagrams
 * @param by how the one organisation is found that plays the actor in a journey
 * @param functions what people do for the actor (children's coordinator), by key
 */
public record Actor(String key, Text title, Sector sector, FoundBy by, Map<String, Text> functions) {

    public Actor {
        functions = Map.copyOf(functions);
    }

    /** How an organisation is found for an actor. */
    public enum FoundBy {
        /** One organisation plays it for the whole country. */
        NATIONAL,
        /** The organisation whose area covers the municipality of the journey's subject. */
        AREA,
        /** Someone in the journey chooses among those that play it. */
        CHOICE,
        /** The one that the journey names, whatever it plays: it has been in another journey, and answers for that. */
        NAMED
    }
}

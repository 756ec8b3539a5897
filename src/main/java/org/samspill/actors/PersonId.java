package org.samspill.actors;

import java.util.UUID;

/** Our own, meaningless name of a person; what every other room, the engine and the logs know a person by. */
public record PersonId(String value) {

    public static PersonId random() {
        return new PersonId(UUID.randomUUID().toString());
    }

    @Override
    public String toString() {
        return value;
    }
}

package org.samspill.actors;

import java.util.UUID;
import java.util.regex.Pattern;

/** Our own, meaningless name of a person; what every other room, the engine and the logs know a person by. */
public record PersonId(String value) {

    private static final Pattern SHAPE = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    public static PersonId random() {
        return new PersonId(UUID.randomUUID().toString());
    }

    /** True when a text can be such a name, so that looking for somebody by it is worth the while. */
    public static boolean possible(String text) {
        return SHAPE.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}

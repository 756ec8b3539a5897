package org.samspill.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of checking one value against its datum or contract. */
public sealed interface Checked {

    /**
     * A value that fits, in the one Java type of its kind: date as LocalDate; whole numbers as Long, others as Double; boolean and consent as Boolean; a list as List of String; people as List of Map
     * (nationalId, name, birthDate, all String); everything else as String, numbers of persons, organisations and accounts without spaces. Null is "nothing".
     */
    record Value(String name, @Nullable Object value) implements Checked {}

    /** A value that does not fit: which one, and a message key (in the catalogue's messages) with its arguments. */
    record Wrong(String name, String messageKey, List<Object> arguments) implements Checked {
        public Wrong {
            arguments = List.copyOf(arguments);
        }
    }
}

package org.samspill.actors;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A human being that we know: a citizen or someone who works in an organisation. Prints as its id alone.
 *
 * @param municipality four digits, where the person lives
 */
public record Person(
        PersonId id,
        String name,
        @Nullable NationalId nationalId,
        @Nullable LocalDate birthDate,
        @Nullable String municipality) {

    @Override
    public String toString() {
        return "Person[" + id + "]";
    }
}

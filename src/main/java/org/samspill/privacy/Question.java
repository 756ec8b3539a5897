package org.samspill.privacy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.PersonId;

/**
 * What someone has asked an organisation about her data in a journey, and what was answered.
 *
 * @param id that of the question's own journey, in which the organisation answers
 * @param journey the journey that the data belong to
 * @param disclosure the number of the disclosure that is to be explained; null when something else is asked
 * @param datum the name of the datum that is said to be wrong; null when something else is asked
 * @param text in the asker's words; null when she asked without any
 * @param dueAt until when the answer is promised
 * @param outcome of what was said to be wrong or is to be erased: a key of the dictionary
 * @param answer null until it has come
 * @param readAt when the asker has seen the answer
 */
public record Question(
        String id,
        String journey,
        PersonId asker,
        Kind kind,
        @Nullable Long disclosure,
        @Nullable String datum,
        OrganisationNumber organisation,
        @Nullable String text,
        Instant askedAt,
        @Nullable Instant dueAt,
        @Nullable String outcome,
        @Nullable String answer,
        @Nullable Instant answeredAt,
        @Nullable Instant readAt) {

    /** What is asked. */
    public enum Kind {
        /** Why were these data looked at? */
        EXPLANATION,
        /** This datum is wrong. */
        CORRECTION,
        /** Erase this journey. */
        ERASURE,
        /** Erase everything about me: all my journeys, and who I am. */
        FORGETTING;

        /** True when something is to be erased. */
        public boolean erases() {
            return this == ERASURE || this == FORGETTING;
        }
    }

    public boolean answered() {
        return answeredAt != null;
    }
}

package org.samspill.journeys;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.PersonId;

/**
 * One person's or organisation's run through one life event.
 *
 * @param version of the life event, kept for the whole journey
 * @param definitionId the engine's id of the root process in that version
 * @param processInstanceId the engine's root instance; null only while the journey is being started
 * @param subjectPerson whom it is about, when that is a person we know already
 * @param subjectNumber the organisation it is about, when it has a number already
 * @param municipality four digits, where the subject lives or has its seat; null until it is known
 * @param guarded true while somebody in it has a protected address, so that only those with the right may know that it is there
 * @param endElement the end event through which it ended, or {@link #ENDED_EARLY}
 */
public record Journey(
        JourneyId id,
        String lifeEvent,
        int version,
        String definitionId,
        @Nullable String processInstanceId,
        @Nullable PersonId subjectPerson,
        @Nullable OrganisationNumber subjectNumber,
        @Nullable String municipality,
        boolean guarded,
        boolean open,
        @Nullable String endElement,
        Instant startedAt,
        @Nullable Instant endedAt) {

    /** The end of a journey that was ended so that it can be erased; no model has an element of this name. */
    public static final String ENDED_EARLY = "ended-by-erasure";

    public boolean endedEarly() {
        return ENDED_EARLY.equals(endElement);
    }
}

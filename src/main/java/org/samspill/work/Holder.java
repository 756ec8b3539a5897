package org.samspill.work;

import org.jspecify.annotations.Nullable;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.PersonId;

/**
 * Who has a work item: an organisation that plays an actor, or a participant of the journey.
 *
 * @param organisation null when a participant has it, or when no organisation plays the actor here
 */
record Holder(
        @Nullable String actor,
        @Nullable String function,
        @Nullable OrganisationNumber organisation,
        @Nullable String role,
        @Nullable PersonId person) {}

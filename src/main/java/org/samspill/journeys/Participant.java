package org.samspill.journeys;

import org.samspill.actors.PersonId;

/** A person who acts in a journey, in a role of the life event (guardian, founder, heir). */
public record Participant(PersonId person, String role) {}

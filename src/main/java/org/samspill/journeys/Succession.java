package org.samspill.journeys;

import java.util.Set;
import org.samspill.actors.PersonId;

/** Answered by the room that hands out work: who may act for the subject of a journey is not who it was. */
public interface Succession {

    /** Called in the transaction that has ended the mandates of these people. */
    void ended(JourneyId journey, Set<PersonId> whose);
}

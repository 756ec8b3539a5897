package org.samspill.journeys;

/** Answered by the room that hands out work: the subject of a journey lives in another municipality from now on. */
public interface Relocation {

    /**
     * Called in the transaction that changes the municipality, after the journey carries the new one.
     *
     * @param municipality four digits
     */
    void moved(JourneyId journey, String municipality);
}

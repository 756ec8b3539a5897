package org.samspill.journeys;

/** Answered by the room that hands out work: who may know of a journey is different from now on. */
public interface Guard {

    /**
     * Called in the transaction that changes it, and once more soon after, for steps that were on their way meanwhile, and while it is guarded whenever its
     * people change: saying it twice changes nothing.
     *
     * @param guarded true when only those with the right may know of the journey
     */
    void changed(JourneyId journey, boolean guarded);
}

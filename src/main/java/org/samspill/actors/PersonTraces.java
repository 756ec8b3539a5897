package org.samspill.actors;

/** Answered by each room that keeps something under a person's id: whether it still has to know who she is, and taking away what it keeps. */
public interface PersonTraces {

    /** True while the room has a reason of its own to know her: she takes part in something, signs in, has work to do. */
    boolean needs(PersonId person);

    /** Takes away what the room keeps of her, in the caller's transaction; once more does no harm. */
    void erase(PersonId person);
}

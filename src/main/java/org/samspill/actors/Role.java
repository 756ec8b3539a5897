package org.samspill.actors;

/** What a signed-in person may be in Samspill; opens the rooms, never a single object in them. */
public enum Role {
    CITIZEN,
    CASEWORKER,
    DESIGNER,
    MISSION_OWNER,
    OPERATOR
}

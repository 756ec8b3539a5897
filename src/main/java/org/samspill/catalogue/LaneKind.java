package org.samspill.catalogue;

/** What a lane's key stands for: an actor, a participant's role, or in blocks the place of the caller, the applicant or the service's holder. */
public enum LaneKind {
    ACTOR,
    ROLE,
    CALLER,
    APPLICANT,
    HOLDER
}

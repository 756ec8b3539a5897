package org.samspill.actors;

/** As what somebody acts for a person. */
public enum Capacity {
    /** For herself. */
    SELF,
    /** By parental responsibility. */
    GUARDIAN,
    /** Because she has been asked to, by one who may ask. */
    PROXY,
    /** On the board of an organisation. */
    BOARD,
    /** For someone who is dead. */
    HEIR
}

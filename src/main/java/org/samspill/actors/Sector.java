package org.samspill.actors;

/** The three kinds of organisation that share a life event. */
public enum Sector {
    PUBLIC,
    PRIVATE,
    VOLUNTARY
}

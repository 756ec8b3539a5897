package org.samspill.actors;

/** How sure an issuer is of who somebody is, as the Norwegian and European frameworks rank it; the order is the rank. */
public enum AssuranceLevel {
    LOW,
    SUBSTANTIAL,
    HIGH;

    /** True when this is at least as sure as what is asked for. */
    public boolean reaches(AssuranceLevel asked) {
        return compareTo(asked) >= 0;
    }
}

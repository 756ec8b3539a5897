package org.samspill.actors;

/** What an act is about, because the age rules differ (domain guide 1.3): health is one's own from 16, everything else from 18. */
public enum Matter {
    /** The actor's own: a parent's allowance, an opinion. Nobody needs leave for that. */
    OWN,
    /** The subject's health: treatment, plans, and who is told of them. */
    HEALTH,
    /** Whatever else is the subject's: applications, appeals, papers. */
    LEGAL
}

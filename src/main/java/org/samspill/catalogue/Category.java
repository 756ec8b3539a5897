package org.samspill.catalogue;

/** How sensitive a datum is: ordinary, or a special category of GDPR article 9 (health, for instance). */
public enum Category {
    ORDINARY,
    SPECIAL
}

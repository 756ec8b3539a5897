package org.samspill.actors;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How strictly the population register protects somebody's address; the later the stricter. None is no grade: the person is not protected. */
public enum Protection {
    /** The register knows another address than where she lives (klientadresse). */
    CLIENT_ADDRESS,
    /** Fortrolig, formerly "kode 7". */
    CONFIDENTIAL,
    /** Strengt fortrolig, formerly "kode 6": a life may hang on it. */
    STRICTLY_CONFIDENTIAL;

    /** The datum by which a register's contract or event tells the grade of a person. */
    public static final String DATUM = "person.addressProtection";

    /** What the datum says of somebody who is not protected. */
    public static final String NONE = "none";

    /** The function of those who may know of protected people, given for one organisation at a time. */
    public static final String RIGHT = "protected-address";

    /** The grade of this key; null for the word for none, and for what is no grade. */
    public static @Nullable Protection of(String key) {
        for (Protection grade : values()) {
            if (grade.key().equals(key)) {
                return grade;
            }
        }
        return null;
    }

    /** As contracts and events write it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

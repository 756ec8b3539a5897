package org.samspill.privacy;

import java.util.Locale;

/** Why something that was to go is still there. */
public enum HeldBack {
    /** A legal hold lasts. */
    HOLD,
    /** The journey has not ended: its data are needed. */
    OPEN,
    /** A question about the journey's data has not been answered. */
    QUESTION,
    /** The package for the archive could not be written or verified. */
    ARCHIVE,
    /** Something else went wrong; the log says what. */
    FAILED;

    /** As tables and messages call it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}

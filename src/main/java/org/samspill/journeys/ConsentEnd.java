package org.samspill.journeys;

import java.util.Locale;

/** Why a consent that held holds no longer; the log keeps it as the outcome of {@link JourneyEvent.Kind#CONSENT_WITHDRAWN}. */
public enum ConsentEnd {
    /** Who gave it took it back. */
    WITHDRAWN,
    /** Its time ran out. */
    EXPIRED,
    /** Who gave it may no longer answer for whom the journey is about. */
    MANDATE,
    /** Others have to give it too, and have not. */
    NOT_ALL;

    /** As the log and the texts have it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

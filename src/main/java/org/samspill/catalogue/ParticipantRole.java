package org.samspill.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Text;

/**
 * What a person is in a journey (guardian, founder, heir); a lane with its key holds that person's tasks.
 *
 * @param mandate what a holder must be to the subject in order to act in the role; null when the role is her own
 */
public record ParticipantRole(
        String key, Text title, @Nullable String mandate) {

    /** Whoever has parental responsibility for the subject, and after that the subject herself. */
    public static final String PARENTAL_RESPONSIBILITY = "parental-responsibility";

    /** Whoever is on the board of the organisation that the journey is about. */
    public static final String BOARD = "board";

    /** Whoever is the heir of somebody in the journey who is dead. */
    public static final String HEIR = "heir";

    static final List<String> MANDATES = List.of(PARENTAL_RESPONSIBILITY, BOARD, HEIR);

    /** True when the holder acts for the subject of the journey, and not for herself. */
    public boolean represents() {
        return mandate != null;
    }
}

package org.samspill.actors;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether one person may act for another on a day: as what, in which matters, how much she may see, and why no more.
 *
 * @param capacity null when she stands in no relation that lets her
 * @param matters in which she may act; her own matter is always hers
 * @param why the rule behind it, for the page to put into words
 * @param since from when that rule holds: a birthday, or the day a responsibility ended; null where there is no such day
 * @param until the birthday that changes it next; null when none will
 */
public record Standing(
        @Nullable Capacity capacity,
        Set<Matter> matters,
        Insight insight,
        Why why,
        @Nullable LocalDate since,
        @Nullable LocalDate until) {

    /** How much she may see of what is known of the subject. */
    public enum Insight {
        FULL,
        /** All but what health services have written down (domain guide 1.3: parents' access is reduced from 12). */
        REDUCED,
        NONE
    }

    /** The rules; each has words under {@code portal.standing}. */
    public enum Why {
        /** It is about herself. */
        SELF,
        /** It is about herself, and until 18 her guardians sign what is not her health. */
        SELF_FROM_16,
        /** It is about herself, and under 16 her guardians act. */
        SELF_UNDER_16,
        /** A guardian of a child under 12. */
        UNDER_12,
        /** A guardian of a child between 12 and 16. */
        FROM_12,
        /** A guardian of someone between 16 and 18, who decides about her own health. */
        FROM_16,
        /** She was a guardian until the child came of age. */
        FROM_18,
        /** The one it is about has asked her to. */
        PROXY,
        /** The one it is about is dead, and she is an heir. */
        HEIR,
        /** Somebody who took part is dead, and she is an heir. */
        HEIR_OF_PARTICIPANT,
        /** The register of legal entities has her on the board. */
        BOARD,
        /** She was on the board and is so no longer. */
        BOARD_ENDED,
        /** The register has told of a board that she is not on. */
        NOT_ON_BOARD,
        /** The register has not told of a board yet, so those who found the organisation act for it. */
        BOARD_NOT_KNOWN_YET,
        /** She had parental responsibility and has it no longer. */
        ENDED,
        /** The register has not said yet whom it is about; what is there, she has told herself. */
        NOT_KNOWN_YET,
        /** They are nothing to each other that the register knows. */
        NO_RELATION
    }

    /** Somebody who takes part as herself: nobody's leave is needed. */
    public static final Standing OWN =
            new Standing(Capacity.SELF, Set.of(Matter.values()), Insight.FULL, Why.SELF, null, null);

    public Standing {
        matters = Set.copyOf(matters);
    }

    public boolean may(Matter matter) {
        return matter == Matter.OWN || matters.contains(matter);
    }

    public boolean sees() {
        return insight != Insight.NONE;
    }
}

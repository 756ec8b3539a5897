package org.samspill.work;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a list is narrowed to: kinds of work, and work of journeys whose id begins so.
 *
 * @param kinds null for all kinds
 * @param journey the beginning of a journey's id, in small letters; null for none
 * @param within the kinds that work found by its journey may be of; null for all
 */
record Narrowing(
        @Nullable List<String> kinds,
        @Nullable String journey,
        @Nullable List<String> within) {

    static final Narrowing NONE = new Narrowing(null, null, null);

    /** As one more condition on rows that are few already. */
    Condition on(Condition condition) {
        if (kinds == null) {
            return condition;
        }
        Condition either = among(kinds);
        if (journey != null) {
            Condition found = among(within).and("journey_id like ?", journey + "%");
            either = either.or(found);
        }
        return condition.and(either);
    }

    /** Rows of such journeys alone that are of none of the kinds. The range is for the index: ids are hexadecimal, so whatever begins so stands before a g. */
    Condition ofJourney(Condition condition) {
        String begins = Objects.requireNonNull(journey);
        condition
                .and("journey_id >= ? and journey_id < ? and journey_id like ?", begins, begins + "g", begins + "%")
                .and(among(within));
        return kinds == null || kinds.isEmpty()
                ? condition
                : condition.and("work_kind not in (" + Condition.marks(kinds.size()) + ")", kinds.toArray());
    }

    private static Condition among(@Nullable List<String> kinds) {
        if (kinds == null) {
            return new Condition().and("1 = 1");
        }
        return kinds.isEmpty()
                ? new Condition().and("1 = 0")
                : new Condition().and("work_kind in (" + Condition.marks(kinds.size()) + ")", kinds.toArray());
    }
}

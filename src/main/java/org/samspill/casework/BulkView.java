package org.samspill.casework;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Several work items before or after something is done to them together.
 *
 * @param done false for a preview
 * @param count how many can be done, or were
 * @param colleagues to whom they can be assigned, with how many of them each may do
 * @param undo whether the reader may give back what was done
 */
record BulkView(
        Action action,
        boolean done,
        String heading,
        String summary,
        int count,
        List<Line> lines,
        List<Colleague> colleagues,
        boolean undo) {

    /** What can be done to many. */
    enum Action {
        CLAIM,
        ASSIGN,
        RELEASE;

        static Optional<Action> of(String key) {
            return Arrays.stream(values())
                    .filter(action -> action.key().equals(key))
                    .findFirst();
        }

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One item: whom it is about (null when the reader may not know), whether it can be done or was, and in words why not. */
    record Line(
            String id,
            String title,
            String lifeEvent,
            @Nullable String subject,
            boolean good,
            String words) {}

    record Colleague(String id, String words) {}

    public String actionKey() {
        return action.key();
    }
}

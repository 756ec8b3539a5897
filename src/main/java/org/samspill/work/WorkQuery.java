package org.samspill.work;

import org.jspecify.annotations.Nullable;

/**
 * Which of her organisation's open work items a caseworker wants to see; always the most urgent first.
 *
 * @param text words of the task, the service or the life event, or the beginning of a journey's id; null for all
 * @param lifeEvent key; null for all
 * @param element element id or service key; null for all
 * @param cursor where the page before ended; null for the first
 * @param size 1 to 200
 */
public record WorkQuery(
        View view,
        @Nullable String text,
        @Nullable String lifeEvent,
        @Nullable String element,
        @Nullable String cursor,
        int size) {

    /** The ways of looking at the list. */
    public enum View {
        /** What I have claimed. */
        MINE,
        /** All that people with my functions may do. */
        GROUP,
        /** Nobody has claimed it. */
        NEW,
        /** Reminded or overdue. */
        URGENT,
        /** A machine has failed and it waits for the next try, or a participant was asked for more and its promise stands still. */
        WAITING
    }

    public WorkQuery {
        size = Math.max(1, Math.min(200, size));
    }

    public static WorkQuery of(View view) {
        return new WorkQuery(view, null, null, null, null, 25);
    }
}

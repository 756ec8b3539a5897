package org.samspill.work;

import org.jspecify.annotations.Nullable;

/**
 * A kind of work that stands open at an organisation, as the rows name it: one step of one life event, for one function. Whatever a list is filtered by, it is a
 * choice of kinds, and each kind is a range of an index.
 *
 * @param text as the column {@code work_kind} has it
 * @param definitionId of one item of the kind
 * @param service null for a user task
 */
record WorkKind(
        String text,
        String definitionId,
        String lifeEvent,
        @Nullable String service,
        String element,
        @Nullable String function) {

    static WorkKind of(String text, String definitionId) {
        String[] parts = text.split(" ", 4);
        return new WorkKind(text, definitionId, parts[0], known(parts[1]), parts[2], known(parts[3]));
    }

    private static @Nullable String known(String part) {
        return part.isEmpty() ? null : part;
    }

    /** What filters call it: the service's key, or the element's id. */
    String key() {
        return service == null ? element : service;
    }
}

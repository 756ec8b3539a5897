package org.samspill.casework;

import org.jspecify.annotations.Nullable;
import org.samspill.web.PromiseTag;

/**
 * One work item as a row of the list.
 *
 * @param subject whom it is about; null when the reader may not know
 * @param function for whom in the organisation it is
 * @param waitingOn who has to act now
 * @param assignee the colleague who has it; null when nobody has
 * @param outcome what came of the reader's last wish, such as a lost race; null for none
 * @param may whether the reader's functions let her do it
 */
record RowView(
        String id,
        String journey,
        String title,
        String lifeEvent,
        @Nullable String subject,
        String function,
        String waitingOn,
        PromiseTag promise,
        String origin,
        @Nullable String assignee,
        String age,
        String created,
        boolean open,
        boolean mine,
        boolean free,
        boolean may,
        boolean leader,
        @Nullable String outcome) {

    public boolean claimable() {
        return open && free && may;
    }

    public boolean releasable() {
        return open && assignee != null && (mine || leader);
    }

    public boolean assignable() {
        return open && may;
    }
}

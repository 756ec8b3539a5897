package org.samspill.portal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who has seen what of a journey.
 *
 * @param people someone at an organisation looked
 * @param machines an organisation’s system was sent something, without anybody looking
 * @param participants the reader herself, and others who take part
 */
record SeenPage(List<Row> people, List<Row> machines, List<Row> participants) {

    /**
     * The same person (or system) given the same data for the same work on one day.
     *
     * @param number of the latest disclosure; what is to be explained is asked for by it
     * @param at the latest time
     * @param times more times the same day, in words; null when it was once
     * @param right the law or the consent
     * @param question what the reader has asked about it; null when she has not
     * @param mayAsk false for what participants saw
     */
    record Row(
            long number,
            String at,
            @Nullable String times,
            String who,
            @Nullable String person,
            String data,
            String why,
            @Nullable String right,
            MyQuestions.@Nullable Asked question,
            boolean mayAsk) {}

    public boolean empty() {
        return people.isEmpty() && machines.isEmpty() && participants.isEmpty();
    }
}

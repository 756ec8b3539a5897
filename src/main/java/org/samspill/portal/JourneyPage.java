package org.samspill.portal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One journey as a citizen who takes part sees it.
 *
 * @param steps what is done, goes on and comes
 * @param later what may come, told when asked for
 */
record JourneyPage(
        String id,
        String reference,
        String title,
        @Nullable String about,
        String since,
        boolean open,
        @Nullable String end,
        @Nullable String endExplanation,
        List<Waits.Wait> waits,
        List<StepList.Line> steps,
        List<StepList.Line> later,
        List<Message> messages,
        List<Consent> consents,
        int seen) {

    /** Something the reader may tell the journey now. */
    record Message(String name, String title) {}

    /**
     * One of her answers to a consent.
     *
     * @param holds whether it may be relied on now; only then it can be withdrawn
     * @param state the answer in words, with its day
     * @param until until when it lasts
     */
    record Consent(
            String scope,
            String title,
            String recipient,
            String purpose,
            String data,
            boolean holds,
            String state,
            String until,
            String stops) {}

    /** What is under way now that would stop with a consent, and what would go on; each with who does it. */
    record Stopping(List<String> stops, List<String> goesOn) {}
}

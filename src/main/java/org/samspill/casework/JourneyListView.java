package org.samspill.casework;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The journeys in which an organisation takes part. */
record JourneyListView(
        String organisation,
        boolean withOpenWork,
        List<Line> lines,
        @Nullable String next,
        String address) {

    /**
     * One journey.
     *
     * @param waitsFor titles of the work that is open in it now
     * @param mine how many of them the reader's organisation has
     */
    record Line(
            String id,
            String reference,
            String lifeEvent,
            @Nullable String subject,
            boolean open,
            String since,
            List<String> waitsFor,
            int mine) {}
}

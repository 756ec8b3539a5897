package org.samspill.missions;

import org.samspill.journeys.Guard;
import org.samspill.journeys.JourneyId;
import org.springframework.stereotype.Component;

/** No number of a mission counts a journey with a protected address in it. */
@Component
class Unguarded implements Guard {

    private final Summaries summaries;

    Unguarded(Summaries summaries) {
        this.summaries = summaries;
    }

    @Override
    public void changed(JourneyId journey, boolean guarded) {
        summaries.leaveOut(journey, guarded);
    }
}

package org.samspill.casework;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.samspill.catalogue.FormOrigin;
import org.samspill.catalogue.LifeEvent;
import org.samspill.journeys.JourneyEvent;
import org.samspill.work.Brought;

/** Finds in the journey log where each datum came from: the last step that could have brought it. */
final class Origins {

    private final LifeEvent lifeEvent;
    private final Timelines.Telling telling;
    private final Says says;

    Origins(LifeEvent lifeEvent, Timelines.Telling telling, Says says) {
        this.lifeEvent = lifeEvent;
        this.telling = telling;
        this.says = says;
    }

    /** Origins by datum name, from rows in their order. */
    Map<String, FormOrigin> of(List<JourneyEvent> events) {
        Map<String, FormOrigin> origins = new HashMap<>();
        for (JourneyEvent event : events) {
            switch (event.kind()) {
                case STARTED -> {
                    FormOrigin start = new FormOrigin(says.text(telling.locale(), "casework.origin.start"), event.at());
                    Brought.by(event, lifeEvent).forEach(name -> origins.put(name, start));
                }
                case COMPLETED, REFUSED ->
                    Brought.by(event, lifeEvent).forEach(name -> origins.put(name, origin(event)));
                case EVIDENCE -> {
                    if (event.detail() != null && event.organisation() == null) {
                        origins.put(event.detail(), origin(event));
                    }
                }
                default -> {}
            }
        }
        return origins;
    }

    private FormOrigin origin(JourneyEvent event) {
        String from = event.organisation() == null
                ? Timelines.actorOrRole(event.actor(), lifeEvent, telling.locale())
                : telling.names().organisation(event.organisation());
        return new FormOrigin(from, event.at());
    }
}

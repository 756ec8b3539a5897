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

    /**
     * Origins by datum name, from rows in their order.
     *
     * @param brought the rows that are known to have brought a datum, where branches that run at the same time bring data under one name
     */
    Map<String, FormOrigin> of(List<JourneyEvent> events, Map<String, JourneyEvent> brought) {
        Map<String, FormOrigin> origins = of(events);
        brought.forEach((name, event) -> origins.put(name, told(event)));
        return origins;
    }

    private FormOrigin told(JourneyEvent event) {
        return switch (event.kind()) {
            case STARTED -> new FormOrigin(says.text(telling.locale(), "casework.origin.start"), event.at());
            case DECIDED ->
                new FormOrigin(
                        says.text(telling.locale(), "casework.origin.rules", Timelines.title(event, telling)),
                        event.at());
            default -> origin(event);
        };
    }

    private Map<String, FormOrigin> of(List<JourneyEvent> events) {
        Map<String, FormOrigin> origins = new HashMap<>();
        for (JourneyEvent event : events) {
            switch (event.kind()) {
                case STARTED, DECIDED -> Brought.by(event, lifeEvent).forEach(name -> origins.put(name, told(event)));
                case COMPLETED, REFUSED -> {
                    Brought.by(event, lifeEvent).forEach(name -> origins.put(name, told(event)));
                    takenBack(event, origins);
                }
                case EVIDENCE -> {
                    // Without an actor it tells how the starting form was filled in, and the start stands there
                    // already.
                    if (event.detail() != null && event.organisation() == null && event.actor() != null) {
                        origins.put(event.detail(), origin(event));
                    }
                }
                default -> {}
            }
        }
        return origins;
    }

    /** What a called process gave back under another name comes from where it had it. */
    private void takenBack(JourneyEvent event, Map<String, FormOrigin> origins) {
        String element = event.element();
        if (event.workItem() != null || event.process() == null || element == null) {
            return;
        }
        lifeEvent
                .process(event.process())
                .flatMap(process -> process.step(element))
                .ifPresent(step -> step.takesBack().forEach(taken -> {
                    FormOrigin known = taken.source() == null ? null : origins.get(taken.source());
                    if (known != null) {
                        origins.put(taken.target(), known);
                    }
                }));
    }

    private FormOrigin origin(JourneyEvent event) {
        String from = event.organisation() == null
                ? Timelines.actorOrRole(event.actor(), lifeEvent, telling.locale())
                : telling.names().organisation(event.organisation());
        return new FormOrigin(from, event.at());
    }
}

package org.samspill.casework;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.samspill.catalogue.FormOrigin;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.Step;
import org.samspill.journeys.JourneyEvent;

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
                case STARTED -> started(event, origins);
                case COMPLETED -> completed(event, origins);
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

    /** What the start form asks, or the starting event brings. */
    private void started(JourneyEvent event, Map<String, FormOrigin> origins) {
        FormOrigin start = new FormOrigin(says.text(telling.locale(), "casework.origin.start"), event.at());
        String form = lifeEvent.start().form();
        if (form != null) {
            lifeEvent.form(form).ifPresent(asked -> asked.asked().forEach(name -> origins.put(name, start)));
        }
        lifeEvent.startEvents().forEach(type -> type.data().forEach(name -> origins.put(name, start)));
    }

    private void completed(JourneyEvent event, Map<String, FormOrigin> origins) {
        if (event.workItem() == null) {
            return;
        }
        if (event.service() != null) {
            lifeEvent
                    .service(event.service())
                    .ifPresent(service ->
                            service.contract().outputs().keySet().forEach(name -> origins.put(name, origin(event))));
            return;
        }
        String element = event.element();
        if (event.process() != null && element != null) {
            lifeEvent
                    .process(event.process())
                    .flatMap(process -> process.step(element))
                    .map(Step::form)
                    .flatMap(lifeEvent::form)
                    .ifPresent(form -> form.asked().forEach(name -> origins.put(name, origin(event))));
        }
    }

    private FormOrigin origin(JourneyEvent event) {
        String from = event.organisation() == null
                ? Timelines.actorOrRole(event.actor(), lifeEvent, telling.locale())
                : telling.names().organisation(event.organisation());
        return new FormOrigin(from, event.at());
    }
}

package org.samspill.work;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.samspill.catalogue.Form;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.Service;
import org.samspill.catalogue.Step;
import org.samspill.journeys.JourneyEvent;

/** Which data a row of the journey log brought into the journey, by what the models say: the start, an answer, a delivery, words
 * with a refusal, the answer of a decision table. */
public final class Brought {

    /** The datum that holds what was asked or said with a refusal. */
    static final String WORDS = "refusal.message";

    private Brought() {}

    /** Names of data; none for rows that bring nothing. */
    public static Set<String> by(JourneyEvent event, LifeEvent lifeEvent) {
        return switch (event.kind()) {
            case STARTED -> start(lifeEvent);
            case COMPLETED -> event.workItem() == null ? Set.of() : delivered(event, lifeEvent);
            case REFUSED -> Set.of(WORDS);
            case DECIDED -> decided(event, lifeEvent);
            default -> Set.of();
        };
    }

    /** What the start form asks, and what a starting event brings. */
    private static Set<String> start(LifeEvent lifeEvent) {
        Set<String> names = new TreeSet<>();
        String form = lifeEvent.start().form();
        if (form != null) {
            lifeEvent.form(form).map(Form::asked).ifPresent(names::addAll);
        }
        lifeEvent.startEvents().forEach(type -> names.addAll(type.data()));
        return names;
    }

    private static Set<String> decided(JourneyEvent event, LifeEvent lifeEvent) {
        return step(event, lifeEvent)
                .map(Step::decision)
                .map(lifeEvent.decided()::get)
                .map(Set::copyOf)
                .orElse(Set.of());
    }

    private static Optional<Step> step(JourneyEvent event, LifeEvent lifeEvent) {
        String element = event.element();
        String process = event.process();
        return process == null || element == null
                ? Optional.empty()
                : lifeEvent.process(process).flatMap(model -> model.step(element));
    }

    private static Set<String> delivered(JourneyEvent event, LifeEvent lifeEvent) {
        if (event.service() != null) {
            return lifeEvent
                    .service(event.service())
                    .map(Service::contract)
                    .map(contract -> contract.outputs().keySet())
                    .orElse(Set.of());
        }
        return step(event, lifeEvent)
                .map(Step::form)
                .flatMap(lifeEvent::form)
                .map(Form::asked)
                .orElse(Set.of());
    }
}

package org.samspill.work;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
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
            case COMPLETED ->
                event.workItem() == null
                        ? Set.of()
                        : delivered(event.service(), event.process(), event.element(), lifeEvent);
            case REFUSED -> Set.of(WORDS);
            case DECIDED -> decided(event, lifeEvent);
            default -> Set.of();
        };
    }

    /** The same of the row that tells how a piece of work ended; none for work that waits or was cancelled. */
    static Set<String> by(WorkItem item, LifeEvent lifeEvent) {
        return switch (item.state()) {
            case DONE -> delivered(item.service(), item.process(), item.element(), lifeEvent);
            case REFUSED -> Set.of(WORDS);
            case OPEN, CANCELLED -> Set.of();
        };
    }

    /** What the start form asks, and what a starting event brings. */
    static Set<String> start(LifeEvent lifeEvent) {
        Set<String> names = new TreeSet<>();
        String form = lifeEvent.start().form();
        if (form != null) {
            lifeEvent.form(form).map(Form::asked).ifPresent(names::addAll);
        }
        lifeEvent.startEvents().forEach(type -> names.addAll(type.data()));
        return names;
    }

    private static Set<String> decided(JourneyEvent event, LifeEvent lifeEvent) {
        return step(event.process(), event.element(), lifeEvent)
                .map(Step::decision)
                .map(lifeEvent.decided()::get)
                .map(Set::copyOf)
                .orElse(Set.of());
    }

    private static Optional<Step> step(@Nullable String process, @Nullable String element, LifeEvent lifeEvent) {
        return process == null || element == null
                ? Optional.empty()
                : lifeEvent.process(process).flatMap(model -> model.step(element));
    }

    private static Set<String> delivered(
            @Nullable String service, @Nullable String process, @Nullable String element, LifeEvent lifeEvent) {
        if (service != null) {
            return lifeEvent
                    .service(service)
                    .map(Service::contract)
                    .map(contract -> contract.outputs().keySet())
                    .orElse(Set.of());
        }
        return step(process, element, lifeEvent)
                .map(Step::form)
                .flatMap(lifeEvent::form)
                .map(Form::asked)
                .orElse(Set.of());
    }
}

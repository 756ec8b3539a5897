package org.samspill.work;

import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.samspill.catalogue.Form;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.catalogue.Service;
import org.samspill.catalogue.Step;
import org.samspill.privacy.Consents;
import org.samspill.privacy.Ground;
import org.springframework.stereotype.Component;

/** What a work item leans on: its step, its contract and its form, and the names of the data that these give a right to see. */
@Component
class Needs {

    /**
     * What one item leans on.
     *
     * @param service null for a user task
     * @param data names of the data that the contract reads or the form shows or asks for
     */
    record Need(LifeEvent lifeEvent, Step step, @Nullable Service service, Form form, Set<String> data) {}

    private final LifeEvents lifeEvents;
    private final Consents consents;

    Needs(LifeEvents lifeEvents, Consents consents) {
        this.lifeEvents = lifeEvents;
        this.consents = consents;
    }

    /** False when the contract rests on a consent that nobody has given, or that has run out or been taken back: then nothing of the journey is told. */
    boolean mayBeTold(WorkItem item, @Nullable Service service) {
        String scope = service == null ? null : service.contract().consent();
        return scope == null || consents.holds(item.journey().value(), scope);
    }

    /** What a release for this item would lean on; {@link org.samspill.privacy.DisclosureRule} decides by it. */
    Ground ground(WorkItem item, Need need) {
        return new Ground(
                item.journey().value(),
                need.lifeEvent(),
                item.id(),
                item.element(),
                need.step().title(),
                item.organisation(),
                item.function(),
                item.role(),
                need.service(),
                need.data(),
                scopes(need.service()));
    }

    /** The same for a machine, which is given the contract's inputs and has no use for a form. */
    Ground machineGround(WorkItem item, Need need, Service service) {
        return new Ground(
                item.journey().value(),
                need.lifeEvent(),
                item.id(),
                item.element(),
                need.step().title(),
                item.organisation(),
                item.function(),
                item.role(),
                service,
                Set.copyOf(service.contract().inputs()),
                scopes(service));
    }

    private static Set<String> scopes(@Nullable Service service) {
        String scope = service == null ? null : service.contract().consent();
        return scope == null ? Set.of() : Set.of(scope);
    }

    Need of(WorkItem item) {
        LifeEvent lifeEvent = lifeEvents.ofDefinition(item.definitionId());
        Step step = lifeEvents.step(item.definitionId(), item.element()).orElseThrow();
        Service service = item.service() == null
                ? null
                : lifeEvent.service(item.service()).orElseThrow();
        Form form = service == null
                ? lifeEvent.form(Objects.requireNonNull(step.form())).orElseThrow()
                : Form.ofContract(service, lifeEvent.data());
        Set<String> data = new TreeSet<>(form.read());
        data.addAll(form.asked());
        if (service != null) {
            data.addAll(service.contract().inputs());
        }
        return new Need(lifeEvent, step, service, form, Collections.unmodifiableSet(data));
    }
}

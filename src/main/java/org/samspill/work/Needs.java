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

    Needs(LifeEvents lifeEvents) {
        this.lifeEvents = lifeEvents;
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
                scopes(item, need.service()),
                item.guarded());
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
                scopes(item, service),
                item.guarded());
    }

    /** What stands in the row; work that is older than that column rests on its contract's consent all the same. */
    private static Set<String> scopes(WorkItem item, @Nullable Service service) {
        Set<String> scopes = new TreeSet<>(item.consents());
        if (service != null && service.contract().consent() != null) {
            scopes.add(service.contract().consent());
        }
        return scopes;
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

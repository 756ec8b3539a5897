package org.samspill.work;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.jspecify.annotations.Nullable;
import org.samspill.catalogue.ConsentScope;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.catalogue.Service;
import org.samspill.catalogue.StepKind;
import org.samspill.journeys.JourneyId;
import org.samspill.privacy.ConsentChanges;
import org.samspill.privacy.Consents;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Which consents work rests on, and until when it may therefore be told of. The time stands in the work item's row, so that lists and fetches leave the
 * work out the moment a consent runs out; when a consent changes, the rows change in the same transaction.
 */
@Component
class Reliance implements ConsentChanges {

    private final SingletonSupplier<LifeEvents> lifeEvents;
    private final Consents consents;
    private final WorkStore store;
    private final WorkSignals signals;
    private final Clock clock;

    Reliance(
            ObjectProvider<LifeEvents> lifeEvents,
            Consents consents,
            WorkStore store,
            WorkSignals signals,
            Clock clock) {
        this.lifeEvents = SingletonSupplier.of(lifeEvents::getObject);
        this.consents = consents;
        this.store = store;
        this.signals = signals;
        this.clock = clock;
    }

    /**
     * The scopes that a step's work rests on: the one that its contract names; and, for a consent's recipient, those at whose withdrawal the branch ends
     * around it, if they hold when the work begins. A branch that the law alone has led to rests on none.
     */
    Set<String> of(ExecutionEntity execution, LifeEvent lifeEvent, Holder holder, @Nullable Service service) {
        Set<String> scopes = new LinkedHashSet<>();
        if (service != null && service.contract().consent() != null) {
            scopes.add(service.contract().consent());
        }
        for (ExecutionEntity at = execution;
                at != null;
                at = at.getProcessInstance().getSuperExecution()) {
            for (ScopeImpl scope = at.getActivity(); scope instanceof ActivityImpl; scope = scope.getFlowScope()) {
                around(at.getProcessDefinitionId(), scope.getId(), lifeEvent, holder, execution, scopes);
            }
        }
        return scopes;
    }

    private void around(
            String definition,
            String activity,
            LifeEvent lifeEvent,
            Holder holder,
            ExecutionEntity execution,
            Set<String> scopes) {
        lifeEvents.obtain().process(definition).steps().values().stream()
                .filter(step -> step.kind() == StepKind.BOUNDARY && activity.equals(step.attachedTo()))
                .map(step -> lifeEvent.consents().get(step.properties().getOrDefault("consent", "")))
                .filter(Objects::nonNull)
                .filter(scope -> scope.recipient().equals(holder.actor()))
                .map(ConsentScope::key)
                .filter(scope -> consents.holds(execution.getProcessBusinessKey(), scope))
                .forEach(scopes::add);
    }

    /** Until when work that rests on these scopes may be told of; null when nothing ends it. */
    @Nullable
    Instant until(JourneyId journey, Set<String> scopes) {
        return scopes.stream()
                .map(scope -> consents.until(journey.value(), scope))
                .min(Instant::compareTo)
                .filter(until -> until.isBefore(Instant.MAX))
                .orElse(null);
    }

    @Override
    public void changed(String journey, String scope) {
        JourneyId id = new JourneyId(journey);
        store.ofJourney(id).stream()
                .filter(item -> item.consents().contains(scope))
                .forEach(item -> {
                    Instant until = until(id, item.consents());
                    if (!Objects.equals(until, item.toldUntil())) {
                        store.tellUntil(item.id(), until);
                        WorkItem now = store.find(item.id()).orElseThrow();
                        if (!now.told(clock.instant())) {
                            signals.withheld(now);
                        } else if (now.open()) {
                            signals.opened(now);
                        }
                    }
                });
    }
}

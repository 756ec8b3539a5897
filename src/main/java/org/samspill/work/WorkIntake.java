package org.samspill.work;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Matter;
import org.samspill.catalogue.Datum;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.catalogue.PromiseTerm;
import org.samspill.catalogue.Service;
import org.samspill.catalogue.Step;
import org.samspill.engine.DataScope;
import org.samspill.journeys.Guarding;
import org.samspill.journeys.JourneyEvent.Channel;
import org.samspill.journeys.JourneyEvent.Kind;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.JourneyLog;
import org.samspill.privacy.Consents;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Makes a work item of a task that the engine waits at, and closes the one whose step was left by another way. */
@Component
class WorkIntake {

    private final SingletonSupplier<LifeEvents> lifeEvents;
    private final Holders holders;
    private final Promises promises;
    private final Pauses pauses;
    private final Reliance reliance;
    private final Guarding guarding;
    private final Consents consents;
    private final WorkStore store;
    private final WorkSignals signals;
    private final JourneyLog log;
    private final Clock clock;

    WorkIntake(
            ObjectProvider<LifeEvents> lifeEvents,
            Holders holders,
            Promises promises,
            Pauses pauses,
            Reliance reliance,
            Guarding guarding,
            Consents consents,
            WorkStore store,
            WorkSignals signals,
            JourneyLog log,
            Clock clock) {
        this.lifeEvents = SingletonSupplier.of(lifeEvents::getObject);
        this.holders = holders;
        this.promises = promises;
        this.pauses = pauses;
        this.reliance = reliance;
        this.guarding = guarding;
        this.consents = consents;
        this.store = store;
        this.signals = signals;
        this.log = log;
        this.clock = clock;
    }

    void userTask(String id, ExecutionEntity execution) {
        Step step = step(execution);
        take(id, WorkItem.Kind.USER, execution, step, null, step.promise());
    }

    void serviceTask(String id, String serviceKey, ExecutionEntity execution) {
        LifeEvent lifeEvent = lifeEvents.obtain().ofDefinition(execution.getProcessDefinitionId());
        Service service = lifeEvent
                .service(serviceKey)
                .orElseThrow(() -> new ProcessEngineException(
                        "No actor has a contract for the service that " + execution.getActivityId() + " asks for"));
        lawful(lifeEvent, service);
        take(
                id,
                WorkItem.Kind.SERVICE,
                execution,
                step(execution),
                service,
                service.contract().promise());
    }

    /** The gate lets no other contract through; one that came past it is given no work, and with it no data. */
    private static void lawful(LifeEvent lifeEvent, Service service) {
        if (service.contract().legalBasis().act().isBlank()) {
            throw new ProcessEngineException(
                    "A service without a legal basis is given no work (" + service.key() + ")");
        }
        if (service.contract().consent() == null
                && !lifeEvent.needConsent(service).isEmpty()) {
            throw new ProcessEngineException(
                    "Sensitive data are not given out of the public sector without a consent (" + service.key() + ")");
        }
    }

    private Step step(ExecutionEntity execution) {
        return lifeEvents
                .obtain()
                .step(execution.getProcessDefinitionId(), execution.getActivityId())
                .orElseThrow();
    }

    private void take(
            String id,
            WorkItem.Kind kind,
            ExecutionEntity execution,
            Step step,
            @Nullable Service service,
            @Nullable PromiseTerm own) {
        LifeEvent lifeEvent = lifeEvents.obtain().ofDefinition(execution.getProcessDefinitionId());
        String process = execution.getProcessDefinition().getKey();
        String serviceKey = service == null ? null : service.key();
        Holder holder = holders.of(execution, lifeEvent, step, service);
        Instant now = clock.instant();
        Promise promise = pauses.of(
                promises.of(own, lifeEvent.key(), process, step.id(), serviceKey, now), execution, serviceKey);
        Object municipality = DataScope.get(execution, "subject.municipality");
        JourneyId journey = new JourneyId(execution.getProcessBusinessKey());
        Set<String> scopes = reliance.of(execution, lifeEvent, holder, service);
        asked(execution, lifeEvent, step, holder);
        WorkItem item = new WorkItem(
                id,
                kind,
                WorkItem.State.OPEN,
                journey,
                lifeEvent.key(),
                execution.getProcessDefinitionId(),
                process,
                step.id(),
                execution.getId(),
                execution.getProcessInstanceId(),
                serviceKey,
                holder.actor(),
                holder.function(),
                holder.organisation(),
                holder.role(),
                holder.person(),
                municipality instanceof String text ? text : null,
                now,
                promise,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                scopes,
                reliance.until(journey, scopes),
                guarding.guarded(journey),
                matter(execution, step));
        StepWork.now().begins(new StepWork.Begun(item, execution.getActivityInstanceId()));
        log.write(WorkLog.entry(
                item, Kind.REACHED, null, null, Channel.ENGINE, promise.origin().key() + " " + promise.within()));
        signals.opened(item);
    }

    /** What the step says of itself, else what the nearest call says of all that it calls. */
    private Matter matter(ExecutionEntity execution, Step step) {
        if (step.matter().isPresent()) {
            return step.matter().get();
        }
        ExecutionEntity call = execution.getProcessInstance().getSuperExecution();
        return call == null ? Matter.LEGAL : matter(call, step(call));
    }

    /** A person whose task asks for consents is one of those who have to give them; each process that asks is a round of its own. */
    private void asked(ExecutionEntity execution, LifeEvent lifeEvent, Step step, Holder holder) {
        if (holder.person() == null || step.form() == null) {
            return;
        }
        lifeEvent.form(step.form()).stream()
                .flatMap(form -> form.asked().stream())
                .flatMap(name -> lifeEvent.data().find(name).stream())
                .map(Datum::scope)
                .filter(Objects::nonNull)
                .forEach(scope -> {
                    // Work that rests on it, and has begun in this step, has to hear that somebody is asked.
                    StepWork.now().flush();
                    consents.ask(
                            execution.getProcessBusinessKey(),
                            scope,
                            holder.person(),
                            execution.getProcessInstanceId());
                });
    }

    /** Called when a process has ended, whichever way. */
    void ended(ExecutionEntity execution) {
        pauses.over(execution);
    }

    /** Called whenever a step of work is left; when nobody had answered, something else ended it. */
    void left(ExecutionEntity execution) {
        StepWork step = StepWork.now();
        if (step.wasAnswered(execution.getActivityInstanceId())) {
            return;
        }
        step.flush();
        Optional<WorkItem> open =
                store.openAt(new JourneyId(execution.getProcessBusinessKey()), execution.getActivityInstanceId());
        open.ifPresent(item -> {
            store.close(item.id(), WorkItem.State.CANCELLED, null, null);
            log.write(WorkLog.entry(item, Kind.CANCELLED, null, null, Channel.ENGINE, null));
            signals.ended(item);
        });
    }
}

package org.samspill.journeys;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.jspecify.annotations.Nullable;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.catalogue.Step;
import org.samspill.catalogue.StepKind;
import org.samspill.catalogue.Trigger;
import org.samspill.journeys.JourneyEvent.Kind;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** How journeys begin: once for each caller and key, with what is known from the start. */
@Component
class Starts {

    private final LifeEvents lifeEvents;
    private final JourneyStore store;
    private final JourneyData data;
    private final JourneyLog log;
    private final Guarding guarding;
    private final RuntimeService engine;
    private final TransactionTemplate transaction;

    Starts(
            LifeEvents lifeEvents,
            JourneyStore store,
            JourneyData data,
            JourneyLog log,
            Guarding guarding,
            RuntimeService engine,
            TransactionTemplate transaction) {
        this.lifeEvents = lifeEvents;
        this.store = store;
        this.data = data;
        this.log = log;
        this.guarding = guarding;
        this.engine = engine;
        this.transaction = transaction;
    }

    /** See {@link Journeys#start}. */
    Optional<Journeys.Started> start(StartCommand command) {
        LifeEvent lifeEvent = lifeEvents.find(command.lifeEvent()).orElse(null);
        Optional<String> message = lifeEvent == null ? Optional.empty() : startMessage(lifeEvent, command.event());
        if (lifeEvent == null || message.isEmpty()) {
            return Optional.empty();
        }
        for (int attempt = 1; ; attempt++) {
            Optional<Journeys.Started> before = earlier(command);
            if (before.isPresent()) {
                return before;
            }
            try {
                return Optional.of(Objects.requireNonNull(transaction.execute(
                        status -> new Journeys.Started(begin(lifeEvent, message.get(), command), false, true))));
            } catch (DuplicateKeyException | OptimisticLockingException | ConcurrencyFailureException meanwhile) {
                // Another start with this key is being made, or was made just now. What takes part in somebody else's
                // transaction cannot try again by itself.
                if (attempt == Journeys.TRIES || TransactionSynchronizationManager.isActualTransactionActive()) {
                    throw meanwhile;
                }
            }
        }
    }

    private Optional<Journeys.Started> earlier(StartCommand command) {
        return command.key() == null
                ? Optional.empty()
                : store.startedWith(command.caller(), command.key()).flatMap(earlier -> store.find(earlier.journey())
                        .map(journey -> new Journeys.Started(
                                journey,
                                true,
                                earlier.content() == null || earlier.content().equals(command.content()))));
    }

    private Journey begin(LifeEvent lifeEvent, String message, StartCommand command) {
        JourneyId id = JourneyId.random();
        if (command.key() != null) {
            store.keep(command.caller(), command.key(), command.content(), id);
        }
        String definition = lifeEvents.definition(lifeEvent, lifeEvent.key()).orElseThrow();
        store.insert(id, lifeEvent.key(), lifeEvent.version(), definition);
        if (command.starter() != null) {
            String role = command.role() != null
                    ? command.role()
                    : lifeEvent.start().by().stream().findFirst().orElse(lifeEvent.applicant());
            if (role != null) {
                store.join(id, command.starter(), role);
            }
        }
        Map<String, @Nullable Object> variables =
                data.absorb(id, lifeEvent, command.values(), command.starter(), Map.of());
        if (!JourneyData.bringsSomebody(lifeEvent, command.values())) {
            guarding.settle(id);
        }
        log.write(JourneyLog.Entry.journey(id, Kind.STARTED, null, command.event()));
        if (command.starter() != null && command.event() == null) {
            evidence(id, command);
        }
        ProcessInstance instance = message.isEmpty()
                ? engine.createProcessInstanceById(definition)
                        .businessKey(id.value())
                        .setVariables(variables)
                        .execute()
                : engine.createMessageCorrelation(message)
                        .processDefinitionId(definition)
                        .processInstanceBusinessKey(id.value())
                        .setVariables(variables)
                        .correlateStartMessage();
        store.instance(id, instance.getId());
        return store.find(id).orElseThrow();
    }

    /** Counts telling once in the start form: what was known before is reused, the rest typed. Yes and no alone are no data to know beforehand. */
    private void evidence(JourneyId id, StartCommand command) {
        command.values().forEach((name, value) -> {
            if (value != null && !(value instanceof Boolean)) {
                log.write(JourneyLog.Entry.evidence(id, command.known().contains(name) ? "reused" : "typed", name));
            }
        });
    }

    /** The message to start with: the named one if it starts the process, else "" for a plain start, else the one message there is. */
    private static Optional<String> startMessage(LifeEvent lifeEvent, @Nullable String event) {
        List<Trigger> starts = lifeEvent.root().steps().values().stream()
                .filter(step -> step.kind() == StepKind.START && step.parent() == null)
                .map(Step::trigger)
                .map(trigger -> trigger == null ? new Trigger(Trigger.Kind.NONE, null, true) : trigger)
                .toList();
        List<String> messages = starts.stream()
                .filter(trigger -> trigger.kind() == Trigger.Kind.MESSAGE)
                .map(trigger -> Objects.requireNonNull(trigger.value()))
                .toList();
        if (event != null) {
            return messages.contains(event) ? Optional.of(event) : Optional.empty();
        }
        return starts.stream().anyMatch(trigger -> trigger.kind() == Trigger.Kind.NONE)
                ? Optional.of("")
                : messages.stream().findFirst();
    }
}

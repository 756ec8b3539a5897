package org.samspill.work;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.OrganisationNumber;
import org.samspill.catalogue.Checked;
import org.samspill.catalogue.Contract;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.catalogue.Service;
import org.samspill.journeys.Guarding;
import org.samspill.journeys.JourneyData;
import org.samspill.journeys.JourneyEvent.Channel;
import org.samspill.journeys.JourneyEvent.Kind;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.JourneyLog;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What machines do with work that they have: complete, refuse, fail, hold on, give back. A machine acts for one organisation and sees that organisation's service
 * tasks alone. A worker is known by its organisation and the name it gives itself. How it comes by work is {@link Fetching}.
 */
@Component
public class MachineWork {

    /**
     * Who calls: the token's organisation and the worker's own name.
     *
     * @param supplier who runs the machine on the organisation's behalf; null when it does so itself
     */
    public record Worker(
            OrganisationNumber organisation,
            String name,
            @Nullable OrganisationNumber supplier) {

        public Worker(OrganisationNumber organisation, String name) {
            this(organisation, name, null);
        }

        private static final int LONGEST = 128;

        /** The worker as rows know it; never shown to other organisations. Long names that begin alike stay apart. */
        String key() {
            String key = organisation + ":" + name;
            return key.length() <= LONGEST
                    ? key
                    : organisation + "#" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        }
    }

    private final WorkStore store;
    private final MachineQueue queue;
    private final WorkSignals signals;
    private final EngineTasks engine;
    private final Pauses pauses;
    private final LifeEvents lifeEvents;
    private final JourneyData data;
    private final JourneyLog log;
    private final Evidence evidence;
    private final Guarding guarding;
    private final WorkGuard guard;
    private final Nameless nameless;
    private final Clock clock;

    MachineWork(
            WorkStore store,
            MachineQueue queue,
            WorkSignals signals,
            EngineTasks engine,
            Pauses pauses,
            LifeEvents lifeEvents,
            JourneyData data,
            JourneyLog log,
            Evidence evidence,
            Guarding guarding,
            WorkGuard guard,
            Nameless nameless,
            Clock clock) {
        this.store = store;
        this.queue = queue;
        this.signals = signals;
        this.engine = engine;
        this.pauses = pauses;
        this.lifeEvents = lifeEvents;
        this.data = data;
        this.log = log;
        this.evidence = evidence;
        this.guarding = guarding;
        this.guard = guard;
        this.nameless = nameless;
        this.clock = clock;
    }

    /**
     * Delivers. As in the protocol, a lock that has run out does no harm while nobody else has taken the work.
     *
     * @param outputs as the client sent them: text, numbers, booleans, lists of maps
     */
    public Outcome complete(Worker worker, String id, Map<String, ? extends @Nullable Object> outputs) {
        return engine.step(() -> {
            WorkItem item = find(worker, id).orElse(null);
            Outcome obstacle = obstacle(item, worker);
            if (item == null || obstacle != null) {
                return Objects.requireNonNull(obstacle);
            }
            LifeEvent lifeEvent = lifeEvents.ofDefinition(item.definitionId());
            Service service = service(item, lifeEvent);
            Contract.Delivery delivery = service.contract().check(outputs);
            if (!delivery.fits()) {
                return new Outcome.Unfit(delivery.problems());
            }
            String outcome = evidence.outcomeKey(lifeEvent, delivery.values());
            if (!store.close(id, WorkItem.State.DONE, worker.key(), outcome)) {
                return ended(worker, id);
            }
            log.write(WorkLog.entry(item, Kind.COMPLETED, outcome, null, Channel.MACHINE, null));
            evidence.held(item, lifeEvent, service, delivery.values());
            Map<String, Object> before = data.decided(
                    item.executionId(), lifeEvent, delivery.values().keySet());
            engine.complete(item, data.absorb(item.journey(), lifeEvent, delivery.values(), null, before));
            return done(item.ended(WorkItem.State.DONE, clock.instant(), worker.key(), outcome));
        });
    }

    /** Refuses with a reason of the contract; {@code message} is for the applicant and never enters the log. */
    public Outcome refuse(Worker worker, String id, String reason, @Nullable String message) {
        return engine.step(() -> {
            WorkItem item = find(worker, id).orElse(null);
            Outcome obstacle = obstacle(item, worker);
            if (item == null || obstacle != null) {
                return Objects.requireNonNull(obstacle);
            }
            Service service = service(item, lifeEvents.ofDefinition(item.definitionId()));
            if (!service.contract().refusals().containsKey(reason)) {
                return new Outcome.UnknownReason(service.contract().refusals().keySet());
            }
            if (!store.close(id, WorkItem.State.REFUSED, worker.key(), reason)) {
                return ended(worker, id);
            }
            log.write(WorkLog.entry(item, Kind.REFUSED, null, reason, Channel.MACHINE, null));
            engine.refuse(item, reason, message);
            pauses.refused(item, reason);
            return done(item.ended(WorkItem.State.REFUSED, clock.instant(), worker.key(), reason));
        });
    }

    /**
     * Says that a try failed. With tries left the work is offered again after the pause; with none an operator sees it, and people may still do it.
     *
     * @param message why, in the machine's words; what they say of the journey's people is not kept
     * @param retries tries left, 0 or more
     */
    public Outcome fail(Worker worker, String id, @Nullable String message, int retries, Duration pause) {
        return engine.step(() -> {
            WorkItem item = find(worker, id).orElse(null);
            Outcome obstacle = obstacle(item, worker);
            if (item == null || obstacle != null) {
                return Objects.requireNonNull(obstacle);
            }
            String kept = message == null ? null : nameless.of(item, message);
            queue.failed(id, retries, clock.instant().plus(pause), kept);
            log.write(WorkLog.entry(item, Kind.FAILED, null, null, Channel.MACHINE, "retries " + retries));
            engine.fail(item, kept, retries, pause.toMillis());
            return done(id);
        });
    }

    /** Holds the work until the duration from now is over; only while the worker's own lock has not run out. */
    @Transactional
    public Outcome extend(Worker worker, String id, Duration duration) {
        WorkItem item = find(worker, id).orElse(null);
        Outcome obstacle = obstacle(item, worker);
        if (item == null || obstacle != null) {
            return Objects.requireNonNull(obstacle);
        }
        if (!item.heldByMachine(clock.instant())) {
            return new Outcome.NotLocked(item);
        }
        return queue.lock(item, worker.key(), duration) ? done(id) : new Outcome.NotLocked(item);
    }

    /** Takes one piece of work by its id. */
    @Transactional
    public Outcome lock(Worker worker, String id, Duration duration) {
        WorkItem item = find(worker, id).orElse(null);
        if (item == null) {
            return new Outcome.NotFound();
        }
        if (withheld(item)) {
            return new Outcome.ConsentEnded();
        }
        if (!item.open()) {
            return new Outcome.Ended(item);
        }
        return queue.lock(item, worker.key(), duration) ? done(id) : new Outcome.Taken(item);
    }

    /** Gives the work back. The protocol names no worker here, so any machine of the organisation may. */
    @Transactional
    public Outcome unlock(OrganisationNumber organisation, String id) {
        WorkItem item = find(organisation, id).orElse(null);
        if (item == null) {
            return new Outcome.NotFound();
        }
        if (withheld(item)) {
            return new Outcome.ConsentEnded();
        }
        if (!item.open()) {
            return new Outcome.Ended(item);
        }
        queue.unlock(id);
        return done(id);
    }

    /**
     * Adds data to a journey before the work is done. A machine may bring only what a contract of the work names that its organisation holds there now.
     *
     * @param values as the client sent them
     */
    public Outcome write(
            OrganisationNumber organisation, JourneyId journey, Map<String, ? extends @Nullable Object> values) {
        return engine.step(() -> {
            List<WorkItem> held = store.ofJourney(journey).stream()
                    .filter(item -> item.service() != null && organisation.equals(item.organisation()))
                    .filter(item -> item.heldByMachine(clock.instant()) && item.told(clock.instant()))
                    .filter(this::mayKnow)
                    .toList();
            if (held.isEmpty()) {
                return new Outcome.NotFound();
            }
            List<Checked.Wrong> problems = new ArrayList<>();
            Map<WorkItem, Map<String, Object>> fitting = new LinkedHashMap<>();
            values.forEach((name, raw) -> {
                WorkItem item = held.stream()
                        .filter(one -> contract(one).outputs().containsKey(name))
                        .findFirst()
                        .orElse(null);
                Checked checked = item == null
                        ? new Checked.Wrong(name, "catalogue.value.not-in-contract", List.of())
                        : Objects.requireNonNull(contract(item).outputs().get(name))
                                .check(raw);
                if (checked instanceof Checked.Wrong wrong) {
                    problems.add(wrong);
                } else if (item != null && checked instanceof Checked.Value value && value.value() != null) {
                    fitting.computeIfAbsent(item, one -> new LinkedHashMap<>()).put(name, value.value());
                }
            });
            if (!problems.isEmpty()) {
                return new Outcome.Unfit(problems);
            }
            fitting.forEach((item, delivered) -> engine.write(
                    item,
                    data.absorb(
                            journey,
                            lifeEvents.ofDefinition(item.definitionId()),
                            delivered,
                            null,
                            data.visibleFrom(item.executionId()))));
            return new Outcome.Done(held.get(0));
        });
    }

    private Contract contract(WorkItem item) {
        return service(item, lifeEvents.ofDefinition(item.definitionId())).contract();
    }

    private static Service service(WorkItem item, LifeEvent lifeEvent) {
        return lifeEvent.service(Objects.requireNonNull(item.service())).orElseThrow();
    }

    private Optional<WorkItem> find(Worker worker, String id) {
        return find(worker.organisation(), id);
    }

    private Optional<WorkItem> find(OrganisationNumber organisation, String id) {
        return store.find(id)
                .filter(item -> item.service() != null && organisation.equals(item.organisation()))
                .filter(this::mayKnow);
    }

    /** A machine that is not made for guarded journeys knows of none, whatever it held before; the journey has the last word. */
    private boolean mayKnow(WorkItem item) {
        return !(item.guarded() || guarding.guarded(item.journey())) || guard.forMachines(item);
    }

    private @Nullable Outcome obstacle(@Nullable WorkItem item, Worker worker) {
        if (item == null) {
            return new Outcome.NotFound();
        }
        if (withheld(item)) {
            return new Outcome.ConsentEnded();
        }
        if (!item.open()) {
            return ended(worker, item.id());
        }
        return worker.key().equals(item.worker()) && item.assignee() == null ? null : new Outcome.NotLocked(item);
    }

    /** What was done while the consent held stays done; everything else is over, whether a boundary event has ended it or not. */
    private boolean withheld(WorkItem item) {
        boolean done = item.state() == WorkItem.State.DONE || item.state() == WorkItem.State.REFUSED;
        return !done && !item.told(clock.instant());
    }

    private Outcome ended(Worker worker, String id) {
        WorkItem item = store.find(id).orElseThrow();
        return worker.key().equals(item.endedBy()) ? new Outcome.Repeated(item) : new Outcome.Ended(item);
    }

    private Outcome done(String id) {
        return done(store.find(id).orElseThrow());
    }

    private Outcome done(WorkItem now) {
        signals.changed(now);
        return new Outcome.Done(now);
    }
}

package org.samspill.work;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Organisation;
import org.samspill.actors.Organisations;
import org.samspill.catalogue.LifeEvents;
import org.samspill.journeys.JourneyData;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.JourneyEvent.Channel;
import org.samspill.journeys.JourneyEvent.Kind;
import org.samspill.journeys.JourneyLog;
import org.springframework.stereotype.Component;

/** What an operator sees and does about work that has come to a halt: no tries left, or nobody to do it. She sees no data of the journey. */
@Component
public class WorkOperations {

    /** How many tries a machine gets anew. */
    public static final int TRIES = 3;

    private static final int MOST = 500;

    private final WorkStore store;
    private final MachineQueue queue;
    private final ListReads lists;
    private final EngineTasks engine;
    private final Holders holders;
    private final WorkGuard guard;
    private final Organisations organisations;
    private final LifeEvents lifeEvents;
    private final JourneyData data;
    private final JourneyLog log;
    private final WorkSignals signals;

    WorkOperations(
            WorkStore store,
            MachineQueue queue,
            ListReads lists,
            EngineTasks engine,
            Holders holders,
            WorkGuard guard,
            Organisations organisations,
            LifeEvents lifeEvents,
            JourneyData data,
            JourneyLog log,
            WorkSignals signals) {
        this.store = store;
        this.queue = queue;
        this.lists = lists;
        this.engine = engine;
        this.holders = holders;
        this.guard = guard;
        this.organisations = organisations;
        this.lifeEvents = lifeEvents;
        this.data = data;
        this.log = log;
        this.signals = signals;
    }

    /**
     * Work that has come to a halt.
     *
     * @param since when the last try failed, or when the work came
     * @param times how many tries have failed
     */
    public record Halted(WorkItem item, Instant since, int times) {}

    /** Work without tries left, the most urgent first, at most 500. */
    public List<Halted> failed() {
        List<WorkItem> failed = lists.halted("retries = 0", MOST);
        Map<String, List<JourneyEvent>> tries =
                log.of(failed.stream().map(WorkItem::journey).toList(), Kind.FAILED).stream()
                        .filter(event -> event.workItem() != null)
                        .collect(Collectors.groupingBy(event -> Objects.requireNonNull(event.workItem())));
        return failed.stream()
                .map(item -> halted(item, tries.getOrDefault(item.id(), List.of())))
                .toList();
    }

    /** Work that no organisation has and no participant either, the most urgent first, at most 500. */
    public List<Halted> unassigned() {
        return lists.halted("organisation is null and role is null", MOST).stream()
                .map(item -> new Halted(item, item.createdAt(), 0))
                .toList();
    }

    /** Organisations that have guarded work which nobody there may do, by name: nobody with the right, or none with it who has the function. */
    public List<Organisation> withoutRight() {
        return lists.halted("guarded = true and organisation is not null", MOST).stream()
                .filter(item -> !guard.attended(item))
                .map(WorkItem::organisation)
                .filter(Objects::nonNull)
                .distinct()
                .flatMap(number -> organisations.find(number).stream())
                .sorted(Comparator.comparing(Organisation::name))
                .toList();
    }

    private static Halted halted(WorkItem item, List<JourneyEvent> tries) {
        Instant last =
                tries.isEmpty() ? item.createdAt() : tries.get(tries.size() - 1).at();
        return new Halted(item, last, tries.size());
    }

    /** Who would get the work if it were placed now; empty while nobody plays its actor there. */
    public Optional<Organisation> placement(WorkItem item) {
        String actor = item.actor();
        if (actor == null) {
            return Optional.empty();
        }
        Map<String, Object> visible = data.visibleFrom(item.executionId());
        return holders.find(
                lifeEvents.ofDefinition(item.definitionId()).actors().get(actor),
                actor,
                text(visible.get(actor + ".organisation")),
                municipality(item, visible));
    }

    /**
     * Sets the work going again: what failed is offered anew, what nobody had is given to the organisation that plays the actor now.
     * {@code CannotAssign} when there is still none, {@code Repeated} when the work had been set going already.
     */
    public Outcome retry(String id) {
        return engine.step(() -> {
            WorkItem item = store.find(id).orElse(null);
            if (item == null) {
                return new Outcome.NotFound();
            }
            if (!item.open()) {
                return new Outcome.Ended(item);
            }
            if (item.organisation() == null && item.role() == null) {
                return place(item);
            }
            return item.failed() ? offer(item) : new Outcome.Repeated(item);
        });
    }

    private Outcome offer(WorkItem item) {
        queue.retry(item.id(), TRIES);
        engine.retry(item, TRIES);
        log.write(WorkLog.entry(item, Kind.RELEASED, null, null, Channel.PERSON, "retries " + TRIES));
        return set(item);
    }

    private Outcome place(WorkItem item) {
        Organisation organisation = placement(item).orElse(null);
        if (organisation == null) {
            return new Outcome.CannotAssign();
        }
        store.reroute(item.id(), organisation.number(), municipality(item, data.visibleFrom(item.executionId())));
        WorkItem placed = store.find(item.id()).orElseThrow();
        log.write(WorkLog.entry(placed, Kind.REROUTED, null, null, Channel.PERSON, null));
        return set(placed);
    }

    private Outcome set(WorkItem item) {
        WorkItem now = store.find(item.id()).orElseThrow();
        signals.opened(now);
        return new Outcome.Done(now);
    }

    private static @Nullable String municipality(WorkItem item, Map<String, Object> visible) {
        return item.municipality() != null ? item.municipality() : text(visible.get("subject.municipality"));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String text ? text : null;
    }
}

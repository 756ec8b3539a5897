package org.samspill.work;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.Step;
import org.samspill.journeys.Journey;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.JourneyEvent.Kind;
import org.samspill.journeys.JourneyLog;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.LogChoice;
import org.samspill.journeys.Processes;
import org.samspill.privacy.DisclosureRule;
import org.samspill.privacy.Disclosures;
import org.samspill.privacy.Ground;
import org.samspill.privacy.Recipient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The documents of a journey as one organisation may read them: what was handed in, delivered, decided, asked or refused with words, and notices that
 * went out. A document is not stored anywhere: it is what one step brought, as long as the journey still knows it. Of what others brought a reader
 * gets what the contract or form of her own open work names; what her organisation brought itself she may read again.
 */
@Component
public class Documents {

    /** A step that gives this datum to the process it calls sends a notice. */
    private static final String NOTICE = "message.key";

    /** What a document is. */
    public enum Sort {
        START,
        ANSWER,
        DECISION,
        DELIVERY,
        QUESTION,
        REFUSAL,
        NOTICE
    }

    /**
     * One document.
     *
     * @param event the row of the log that tells of it; its number is the document's
     * @param own whether the reader's organisation brought it
     * @param names the data in it that the reader may read now; none for a notice, and when the journey no longer knows them
     */
    public record Document(Sort sort, JourneyEvent event, boolean own, Set<String> names) {}

    /** A document with what is in it. */
    public record Opened(Document document, Map<String, Object> data) {}

    /** A piece of the reader's work that gives a right to data, and what can be seen from there. */
    private record Right(Ground ground, Set<String> allowed, Map<String, Object> visible) {}

    /** A document, and for each datum the right by which it may be read. */
    private record Found(Document document, Map<String, Right> rights) {}

    private final WorkStore store;
    private final Needs needs;
    private final Journeys journeys;
    private final Processes processes;
    private final JourneyLog log;
    private final DisclosureRule rule;
    private final Disclosures disclosures;

    Documents(
            WorkStore store,
            Needs needs,
            Journeys journeys,
            Processes processes,
            JourneyLog log,
            DisclosureRule rule,
            Disclosures disclosures) {
        this.store = store;
        this.needs = needs;
        this.journeys = journeys;
        this.processes = processes;
        this.log = log;
        this.rule = rule;
        this.disclosures = disclosures;
    }

    /** The documents that the reader may read or that her organisation brought itself, the newest first. Tells no values. */
    @Transactional
    public List<Document> of(Journey journey, CurrentUser user) {
        return found(journey, user).stream().map(Found::document).toList();
    }

    /**
     * The same, of a journey whose work and data have been read already.
     *
     * @param events the rows of the log whose documents are asked for, in their order; they need not be all
     */
    @Transactional
    public List<Document> of(
            Journey journey, List<WorkItem> items, List<JourneyEvent> events, Processes.Now now, CurrentUser user) {
        return new Search(journey, items, events, now, user)
                .run().stream().map(Found::document).toList();
    }

    /** One document with its values; what is shown is written down as a disclosure in the same transaction. */
    @Transactional
    public Optional<Opened> open(Journey journey, long number, CurrentUser user) {
        return found(journey, user).stream()
                .filter(found -> found.document().event().seq() == number)
                .findFirst()
                .map(found -> new Opened(found.document(), release(found, user)));
    }

    private Map<String, Object> release(Found found, CurrentUser user) {
        Map<Right, Set<String>> byRight = new LinkedHashMap<>();
        found.rights().forEach((name, right) -> byRight.computeIfAbsent(right, each -> new TreeSet<>())
                .add(name));
        Map<String, Object> shown = new HashMap<>();
        byRight.forEach((right, names) ->
                shown.putAll(disclosures.release(right.ground(), Recipient.employee(user), right.visible(), names)));
        return shown;
    }

    private List<Found> found(Journey journey, CurrentUser user) {
        return new Search(journey, store.ofJourney(journey.id()), log.of(journey.id()), processes.of(journey), user)
                .run();
    }

    /** Where in a journey data are brought: those that are brought there again take the place of the earlier. */
    private record Place(
            Kind kind,
            @Nullable String process,
            @Nullable String element,
            @Nullable String instance) {}

    /** What brought data into a journey, but for its rules: the start, and each piece of work that was answered or refused. */
    private record Bringing(Place place, Instant at, Set<String> names) {}

    /** One look through a journey for one reader. Who brought what is read from the work, so that a few rows of the log are enough to find their documents. */
    private final class Search {

        private final Journey journey;
        private final CurrentUser user;
        private final Recipient reader;
        private final LifeEvent lifeEvent;
        private final List<JourneyEvent> events;
        private final Map<String, WorkItem> items = new HashMap<>();
        private final Processes.Now now;
        private final DisclosureRule.Now rules;
        private final List<Bringing> bringing = new ArrayList<>();
        private final Map<String, Boolean> ruled = new HashMap<>();
        private final Map<String, Map<String, Object>> known = new HashMap<>();
        private final List<Right> rights = new ArrayList<>();

        Search(Journey journey, List<WorkItem> all, List<JourneyEvent> events, Processes.Now now, CurrentUser user) {
            this.journey = journey;
            this.user = user;
            this.reader = Recipient.employee(user);
            this.lifeEvent = journeys.lifeEventOf(journey);
            this.events = events;
            this.now = now;
            this.rules = rule.now(List.of(journey.id().value()));
            bringing.add(new Bringing(
                    new Place(Kind.STARTED, null, null, journey.processInstanceId()),
                    journey.startedAt(),
                    Brought.start(lifeEvent)));
            for (WorkItem item : all) {
                items.put(item.id(), item);
                Set<String> brought = Brought.by(item, lifeEvent);
                if (!brought.isEmpty() && item.endedAt() != null) {
                    Kind kind = item.state() == WorkItem.State.REFUSED ? Kind.REFUSED : Kind.COMPLETED;
                    Place place = new Place(kind, item.process(), item.element(), item.processInstance());
                    bringing.add(new Bringing(place, item.endedAt(), brought));
                }
                if (own(item) && (item.open() || item.paused())) {
                    Ground ground = needs.ground(item, needs.of(item));
                    Map<String, Object> visible = item.open()
                            ? now.visibleFrom(item.executionId())
                            : known(item.processInstance()).orElse(Map.of());
                    rights.add(new Right(ground, rules.allowed(ground, reader), visible));
                }
            }
        }

        List<Found> run() {
            List<Found> documents = new ArrayList<>();
            events.forEach(event -> document(event).ifPresent(documents::add));
            documents.sort(Comparator.comparing(
                            (Found found) -> found.document().event().seq())
                    .reversed());
            return documents;
        }

        private boolean own(WorkItem item) {
            return item.organisation() != null && user.worksAt(item.organisation());
        }

        private Optional<Found> document(JourneyEvent event) {
            if (notice(event)) {
                return Optional.of(new Found(new Document(Sort.NOTICE, event, false, Set.of()), Map.of()));
            }
            Set<String> brought = new TreeSet<>(Brought.by(event, lifeEvent));
            if (brought.isEmpty() || event.kind() == Kind.DECIDED) {
                return Optional.empty();
            }
            WorkItem item = event.workItem() == null ? null : items.get(event.workItem());
            Place place = place(event);
            Instant ended = item == null ? null : item.endedAt();
            bringing.stream()
                    .filter(next -> next.place().equals(place)
                            && ended != null
                            && next.at().isAfter(ended))
                    .forEach(next -> brought.removeAll(next.names()));
            Map<String, Right> readable = new HashMap<>();
            for (Right right : rights) {
                brought.stream()
                        .filter(name -> right.allowed().contains(name) && isValue(event, name, right))
                        .forEach(name -> readable.putIfAbsent(name, right));
            }
            boolean own = item != null && own(item);
            if (item != null && own) {
                again(item, brought, readable);
            }
            boolean worth = own && event.kind() == Kind.COMPLETED || !readable.isEmpty();
            return worth
                    ? Optional.of(
                            new Found(new Document(sort(event), event, own, Set.copyOf(readable.keySet())), readable))
                    : Optional.empty();
        }

        /** What an organisation brought itself it may read again, by the work in which it did. */
        private void again(WorkItem item, Set<String> brought, Map<String, Right> readable) {
            Ground ground = needs.ground(item, needs.of(item)).naming(brought);
            Set<String> allowed = rules.allowed(ground, reader);
            known(item.processInstance()).ifPresent(visible -> {
                Right right = new Right(ground, allowed, visible);
                allowed.stream().filter(visible::containsKey).forEach(name -> readable.putIfAbsent(name, right));
            });
        }

        /**
         * True when what the reader's work sees under a name is what this row brought: two agencies decide under one name, each in its own process. When
         * that process is over, the name must be one that nobody else brings.
         */
        private boolean isValue(JourneyEvent event, String name, Right right) {
            Object seen = right.visible().get(name);
            if (seen == null) {
                return false;
            }
            return known(instance(event))
                    .map(there -> seen.equals(there.get(name)))
                    .orElseGet(() -> bringing.stream()
                                    .filter(other -> other.names().contains(name))
                                    .allMatch(other -> other.place().equals(place(event)))
                            && !ruled.computeIfAbsent(name, this::ruled));
        }

        /** True when a decision table has given the datum a value. */
        private boolean ruled(String name) {
            Set<String> elements = lifeEvent.reachable().stream()
                    .flatMap(process -> process.steps().values().stream())
                    .filter(step -> step.decision() != null
                            && lifeEvent
                                    .decided()
                                    .getOrDefault(step.decision(), List.of())
                                    .contains(name))
                    .map(Step::id)
                    .collect(Collectors.toSet());
            return !elements.isEmpty()
                    && !log.newest(
                                    journey.id(),
                                    List.of(LogChoice.of(Kind.DECIDED).at(elements)),
                                    Long.MAX_VALUE,
                                    1)
                            .isEmpty();
        }

        private Place place(JourneyEvent event) {
            return new Place(event.kind(), event.process(), event.element(), instance(event));
        }

        private @Nullable String instance(JourneyEvent event) {
            if (event.workItem() == null) {
                return journey.processInstanceId();
            }
            WorkItem item = items.get(event.workItem());
            return item == null ? null : item.processInstance();
        }

        /** What a process knows; empty when it is over. */
        private Optional<Map<String, Object>> known(@Nullable String instance) {
            if (instance == null) {
                return Optional.empty();
            }
            Map<String, Object> there = known.computeIfAbsent(instance, now::visibleFrom);
            return there.isEmpty() ? Optional.empty() : Optional.of(there);
        }

        /** Word to the person, sent by a step of a process in which the reader's organisation has work. */
        private boolean notice(JourneyEvent event) {
            return event.kind() == Kind.COMPLETED
                    && event.workItem() == null
                    && step(event)
                            .filter(step -> step.passes().stream()
                                    .anyMatch(passed -> passed.target().equals(NOTICE)))
                            .isPresent()
                    && items.values().stream()
                            .anyMatch(item -> own(item) && item.process().equals(event.process()));
        }

        private Optional<Step> step(JourneyEvent event) {
            String element = event.element();
            return event.process() == null || element == null
                    ? Optional.empty()
                    : lifeEvent.process(event.process()).flatMap(process -> process.step(element));
        }
    }

    private static Sort sort(JourneyEvent event) {
        if (event.kind() == Kind.STARTED) {
            return Sort.START;
        }
        if (event.kind() == Kind.REFUSED) {
            return Answering.MORE_INFORMATION.equals(event.reason()) ? Sort.QUESTION : Sort.REFUSAL;
        }
        if (event.organisation() == null) {
            return Sort.ANSWER;
        }
        return event.outcome() == null ? Sort.DELIVERY : Sort.DECISION;
    }
}

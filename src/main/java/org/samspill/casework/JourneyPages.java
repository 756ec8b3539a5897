package org.samspill.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Circle;
import org.samspill.actors.Circles;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.PersonId;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.catalogue.ProcessModel;
import org.samspill.catalogue.Step;
import org.samspill.catalogue.StepKind;
import org.samspill.journeys.Journey;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.JourneyLog;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.Participant;
import org.samspill.journeys.Processes;
import org.samspill.web.PromiseTag;
import org.samspill.web.Tab;
import org.samspill.work.SharedJourneys;
import org.samspill.work.Subjects;
import org.samspill.work.WorkItem;
import org.springframework.stereotype.Component;

/** Puts the page of one journey together, as far as the reader's organisation may know. */
@Component
class JourneyPages {

    private static final Set<String> COORDINATORS = Set.of("barnekoordinator", "coordinator");
    private static final int REFERENCE = 8;

    private final Journeys journeys;
    private final Circles circles;
    private final Subjects subjects;
    private final JourneyLog log;
    private final LifeEvents lifeEvents;
    private final Timelines timelines;
    private final TimelineParts parts;
    private final Notes notes;
    private final DocumentPages documents;
    private final Progress progress;
    private final Rows rows;
    private final Names.Book names;
    private final Says says;

    JourneyPages(
            Journeys journeys,
            Circles circles,
            Subjects subjects,
            JourneyLog log,
            LifeEvents lifeEvents,
            Timelines timelines,
            TimelineParts parts,
            Notes notes,
            DocumentPages documents,
            Progress progress,
            Rows rows,
            Names.Book names,
            Says says) {
        this.journeys = journeys;
        this.circles = circles;
        this.subjects = subjects;
        this.log = log;
        this.lifeEvents = lifeEvents;
        this.timelines = timelines;
        this.parts = parts;
        this.notes = notes;
        this.documents = documents;
        this.progress = progress;
        this.rows = rows;
        this.names = names;
        this.says = says;
    }

    /** A short reference that people can say to each other. */
    static String reference(Journey journey) {
        return journey.id().value().substring(0, REFERENCE);
    }

    JourneyView of(
            SharedJourneys.Shared shared,
            String tab,
            Timelines.Show show,
            @Nullable String before,
            @Nullable String processKey,
            CurrentUser user,
            Locale locale) {
        Journey journey = shared.journey();
        List<WorkItem> all = shared.work();
        Processes.Now now = shared.now();
        LifeEvent lifeEvent = journeys.lifeEventOf(journey);
        // How the diagram came to look as it does is told by the whole log.
        List<JourneyEvent> events = tab.equals("diagram") ? log.of(journey.id()) : List.of();
        TimelineParts.Picked part =
                tab.equals("timeline") ? parts.pick(journey.id(), lifeEvent, all, show, before, user) : null;
        List<Notes.Note> written = tab.equals("notes") ? notes.of(journey.id(), user) : List.of();
        Stream<PersonId> authors = part == null ? written.stream().map(Notes.Note::author) : part.authors();
        Circle circle = circle(journey, all, authors, user);
        Names called = names.open(journey, circle, user, locale).expecting(all, part == null ? events : part.rows());
        Timelines.Telling telling = new Timelines.Telling(lifeEvent, user, called, locale);
        Subjects.Known known = subjects.of(journey, all, now, circle, user);
        List<Journeys.Position> positions = now.positions();
        ProcessModel process =
                lifeEvent.process(Objects.requireNonNullElse(processKey, "")).orElse(lifeEvent.root());
        String address = "/journeys/" + journey.id().value();
        return new JourneyView(
                journey.id().value(),
                lifeEvent.title().in(locale),
                reference(journey),
                known.subject(),
                journey.guarded(),
                journey.open(),
                since(journey, locale),
                stages(journey, lifeEvent, now, locale),
                promise(all, locale),
                Timelines.actorOrRole(lifeEvent.owner(), lifeEvent, locale),
                coordinator(all, telling),
                people(lifeEvent, known, locale),
                waits(all, positions, lifeEvent, telling),
                new Standing(lifeEvent, telling, says)
                        .of(all, journey, now.data().keySet()),
                List.of(
                        new Tab(address, "casework.tab.timeline", tab.equals("timeline")),
                        new Tab(address + "/diagram", "casework.tab.diagram", tab.equals("diagram")),
                        new Tab(address + "/documents", "casework.tab.documents", tab.equals("documents")),
                        new Tab(address + "/notes", "casework.tab.notes", tab.equals("notes"))),
                tab,
                filters(address, show, locale),
                part == null ? null : parts.tell(part, journey, all, now, telling),
                tab.equals("documents") ? documents.list(journey, user, locale) : List.of(),
                tab.equals("diagram") ? processes(address, lifeEvent, events, process, locale) : List.of(),
                process.key(),
                tab.equals("diagram") ? path(journey, process, events, positions, locale) : List.of(),
                timelines.notes(written, telling));
    }

    /** Whom the page may name: who takes part, who coordinates, and who has written. */
    private Circle circle(Journey journey, List<WorkItem> all, Stream<PersonId> authors, CurrentUser user) {
        Set<PersonId> people = authors.collect(Collectors.toSet());
        journeys.participants(journey.id()).forEach(participant -> people.add(participant.person()));
        all.stream()
                .filter(JourneyPages::coordinates)
                .map(WorkItem::assignee)
                .filter(Objects::nonNull)
                .forEach(people::add);
        return circles.of(
                journey.subjectPerson(), people, Reader.organisation(user).number());
    }

    private String since(Journey journey, Locale locale) {
        String began = says.date(journey.startedAt(), locale);
        return journey.endedAt() == null
                ? says.text(locale, "casework.journey.since", began)
                : says.text(locale, "casework.journey.ended", began, says.date(journey.endedAt(), locale));
    }

    /** What the root's tokens stand at; an ended journey stands at its end. */
    private List<String> stages(Journey journey, LifeEvent lifeEvent, Processes.Now now, Locale locale) {
        if (!journey.open()) {
            return lifeEvent
                    .root()
                    .step(Objects.requireNonNullElse(journey.endElement(), ""))
                    .map(end -> List.of(end.title().in(locale)))
                    .orElse(
                            journey.endedEarly()
                                    ? List.of(says.text(locale, "casework.journey.ended.early"))
                                    : List.of());
        }
        Set<String> stages = new LinkedHashSet<>();
        progress.standing(lifeEvent.root(), now).stream()
                .filter(step -> step.parent() == null || step.work())
                .forEach(step -> stages.add(step.title().in(locale)));
        if (stages.isEmpty()) {
            now.positions().forEach(position -> lifeEvents
                    .step(position.definition(), position.element())
                    .ifPresent(step -> stages.add(step.title().in(locale))));
        }
        return List.copyOf(stages);
    }

    /** The promise that runs out first. */
    private @Nullable PromiseTag promise(List<WorkItem> all, Locale locale) {
        return all.stream()
                .filter(WorkItem::open)
                .min(Comparator.comparing(item -> item.promise().dueAt()))
                .map(item -> says.tag(item, locale))
                .orElse(null);
    }

    private static @Nullable String coordinator(List<WorkItem> all, Timelines.Telling telling) {
        return all.stream()
                .filter(JourneyPages::coordinates)
                .reduce((first, last) -> last)
                .map(item -> {
                    String name = telling.names().colleague(item.assignee());
                    String place = Objects.requireNonNullElse(telling.names().organisation(item.organisation()), "");
                    return name == null ? place : name + ", " + place;
                })
                .orElse(null);
    }

    private static boolean coordinates(WorkItem item) {
        return item.function() != null
                && COORDINATORS.contains(item.function())
                && item.state() != WorkItem.State.CANCELLED;
    }

    private List<JourneyView.Person> people(LifeEvent lifeEvent, Subjects.Known known, Locale locale) {
        List<JourneyView.Person> people = new ArrayList<>();
        Map<String, Integer> nameless = new LinkedHashMap<>();
        for (Participant participant : known.acting()) {
            String role = Timelines.actorOrRole(participant.role(), lifeEvent, locale);
            String name = known.participants().get(participant.person());
            if (name == null) {
                nameless.merge(role, 1, Integer::sum);
            } else {
                people.add(new JourneyView.Person(role, name));
            }
        }
        // Two guardians whom the reader may not know by name are told as two, not as the same word twice.
        nameless.forEach((role, count) -> people.add(new JourneyView.Person(
                count == 1 ? role : says.text(locale, "casework.journey.people.several", role, count), null)));
        return people;
    }

    /** For what and whom it waits: open work first, then what has to happen outside. */
    private JourneyView.Waits waits(
            List<WorkItem> all, List<Journeys.Position> positions, LifeEvent lifeEvent, Timelines.Telling telling) {
        Locale locale = telling.locale();
        List<JourneyView.Wait> waits = new ArrayList<>();
        all.stream()
                .filter(item -> item.open() || item.paused())
                .sorted(Comparator.comparing(item -> item.promise().dueAt()))
                .forEach(item -> {
                    OrganisationNumber organisation = item.organisation();
                    String who = organisation == null
                            ? Timelines.actorOrRole(item.role() == null ? item.actor() : item.role(), lifeEvent, locale)
                            : telling.names().organisation(organisation);
                    boolean mine = organisation != null && telling.user().worksAt(organisation);
                    waits.add(new JourneyView.Wait(
                            says.text(
                                    locale,
                                    item.paused() ? "casework.wait.paused" : "casework.wait.work",
                                    who,
                                    rows.title(item).in(locale),
                                    says.date(since(item), locale)),
                            says.tag(item, locale),
                            says.origin(item.promise(), locale),
                            mine ? item.id() : null));
                });
        positions.stream()
                .map(position -> lifeEvents.step(position.definition(), position.element()))
                .flatMap(java.util.Optional::stream)
                .filter(step -> step.kind() == StepKind.CATCH || step.kind() == StepKind.EVENT_GATEWAY)
                .map(Step::title)
                .distinct()
                .forEach(title -> waits.add(new JourneyView.Wait(
                        says.text(locale, "casework.wait.event", title.in(locale)), null, "", null)));
        return JourneyView.Waits.of(waits);
    }

    private static Instant since(WorkItem item) {
        return item.endedAt() == null ? item.createdAt() : item.endedAt();
    }

    private List<JourneyView.Filter> filters(String address, Timelines.Show show, Locale locale) {
        List<JourneyView.Filter> filters = new ArrayList<>();
        for (Timelines.Show each : Timelines.Show.values()) {
            filters.add(new JourneyView.Filter(
                    each == Timelines.Show.ALL ? address : address + "?show=" + each.key(),
                    says.text(locale, "casework.show." + each.key()),
                    each == show));
        }
        return filters;
    }

    private static List<JourneyView.Process> processes(
            String address, LifeEvent lifeEvent, List<JourneyEvent> events, ProcessModel current, Locale locale) {
        Set<String> come = new LinkedHashSet<>(List.of(lifeEvent.key()));
        events.stream().map(JourneyEvent::process).filter(Objects::nonNull).forEach(come::add);
        return come.stream()
                .map(lifeEvent::process)
                .flatMap(java.util.Optional::stream)
                .map(process -> new JourneyView.Process(
                        address + "/diagram?process=" + process.key(),
                        process.title().in(locale),
                        process.key().equals(current.key())))
                .toList();
    }

    /** The diagram as a list: what is done and where it stands, in the order of the drawing. */
    private List<JourneyView.PathStep> path(
            Journey journey,
            ProcessModel process,
            List<JourneyEvent> events,
            List<Journeys.Position> positions,
            Locale locale) {
        Progress.State state = progress.of(journey, process, events, positions, locale);
        Map<String, String> now = new java.util.HashMap<>();
        state.tokens().forEach(token -> now.put(token.element(), token.words()));
        Map<String, String> took = new java.util.HashMap<>();
        state.waiting().forEach(waited -> took.put(waited.element(), waited.words()));
        return process.steps().values().stream()
                .filter(step -> !step.kind().gateway() && step.kind() != StepKind.BOUNDARY
                        || now.containsKey(step.id())
                        || step.kind() == StepKind.BOUNDARY && state.done().contains(step.id()))
                .map(step -> new JourneyView.PathStep(
                        step.title().in(locale),
                        now.containsKey(step.id()) ? "now" : state.done().contains(step.id()) ? "done" : "next",
                        Objects.requireNonNullElse(
                                now.containsKey(step.id()) ? now.get(step.id()) : took.get(step.id()), "")))
                .toList();
    }
}

package org.samspill.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Actor;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.Text;
import org.samspill.catalogue.ConsentScope;
import org.samspill.catalogue.Form;
import org.samspill.catalogue.FormFilling;
import org.samspill.catalogue.FormOrigin;
import org.samspill.catalogue.FormView;
import org.samspill.catalogue.Forms;
import org.samspill.catalogue.Service;
import org.samspill.journeys.Journey;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.JourneyLog;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.Processes;
import org.samspill.missions.Missions;
import org.samspill.privacy.Consents;
import org.samspill.web.Tab;
import org.samspill.work.Answering;
import org.samspill.work.Drafts;
import org.samspill.work.Promise;
import org.samspill.work.Provenance;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.stereotype.Component;

/** Puts the page of one work item together: the form, and beside it why it is here, what is known and from whom, and what has happened. */
@Component
class Items {

    private final Rows rows;
    private final Forms forms;
    private final Drafts drafts;
    private final Notes notes;
    private final DocumentPages documents;
    private final Journeys journeys;
    private final Timelines timelines;
    private final TimelineParts parts;
    private final WorkItems items;
    private final Processes processes;
    private final JourneyLog log;
    private final Provenance provenance;
    private final Consents consents;
    private final Missions missions;
    private final Names.Book names;
    private final Says says;

    Items(
            Rows rows,
            Forms forms,
            Drafts drafts,
            Notes notes,
            DocumentPages documents,
            Journeys journeys,
            Timelines timelines,
            TimelineParts parts,
            WorkItems items,
            Processes processes,
            JourneyLog log,
            Provenance provenance,
            Consents consents,
            Missions missions,
            Names.Book names,
            Says says) {
        this.rows = rows;
        this.forms = forms;
        this.drafts = drafts;
        this.notes = notes;
        this.documents = documents;
        this.journeys = journeys;
        this.timelines = timelines;
        this.parts = parts;
        this.items = items;
        this.processes = processes;
        this.log = log;
        this.provenance = provenance;
        this.consents = consents;
        this.missions = missions;
        this.names = names;
        this.says = says;
    }

    ItemView page(WorkItems.Opened opened, ItemState state, CurrentUser user, Locale locale) {
        WorkItem item = opened.item();
        List<JourneyEvent> events = log.of(item.journey());
        Journey journey = journeys.find(item.journey()).orElseThrow();
        Timelines.Telling telling =
                new Timelines.Telling(opened.lifeEvent(), user, names.open(journey, user, locale), locale);
        Map<String, FormOrigin> origins =
                new Origins(opened.lifeEvent(), telling, says).of(events, provenance.seenFrom(item, journey));
        RowView row = rows.of(item, null, user, locale);
        List<Timelines.Line> history = timelines.lines(
                events.stream()
                        .filter(event -> item.id().equals(event.workItem()))
                        .toList(),
                telling);
        List<Notes.Note> written = notes.of(item.journey(), user);
        return new ItemView(
                row,
                item.journey().value(),
                item.process(),
                tabs(item, state.tab()),
                state.tab(),
                opened.step().explanation().in(locale),
                notice(opened, state, user, locale),
                item.guarded(),
                item.paused(),
                why(opened, events, telling),
                facts(opened, origins, locale),
                basis(opened, locale),
                consent(opened, locale),
                promise(item, locale),
                history,
                state.tab().equals("form") ? answering(opened, state, row, origins, user, locale) : null,
                state.tab().equals("timeline") ? timeline(journey, telling) : null,
                state.tab().equals("documents") ? documents.list(journey, user, locale) : List.of(),
                timelines.notes(written, telling));
    }

    private TimelineParts.Part timeline(Journey journey, Timelines.Telling telling) {
        List<WorkItem> all = items.ofJourney(journey.id());
        TimelineParts.Picked picked =
                parts.pick(journey.id(), telling.lifeEvent(), all, Timelines.Show.ALL, null, telling.user());
        return parts.tell(picked, journey, all, processes.of(journey), telling);
    }

    /** What the form alone looks like as typed, for when answers decide what else is asked. */
    FormView form(WorkItems.Opened opened, Map<String, List<String>> typed, Locale locale) {
        return forms.view(opened.form(), FormFilling.of(opened.data()).typed(typed), locale);
    }

    private static List<Tab> tabs(WorkItem item, String current) {
        String address = "/work/" + item.id();
        return List.of(
                new Tab(address, "casework.tab.form", current.equals("form")),
                new Tab(address + "/timeline", "casework.tab.timeline", current.equals("timeline")),
                new Tab(address + "/diagram", "casework.tab.diagram", current.equals("diagram")),
                new Tab(address + "/documents", "casework.tab.documents", current.equals("documents")),
                new Tab(address + "/notes", "casework.tab.notes", current.equals("notes")));
    }

    private @Nullable String notice(WorkItems.Opened opened, ItemState state, CurrentUser user, Locale locale) {
        if (state.notice() != null) {
            return state.notice();
        }
        WorkItem item = opened.item();
        if (item.paused()) {
            return says.text(locale, "casework.notice.paused");
        }
        if (!item.open()) {
            String key = "casework.outcome.ended." + item.state().name().toLowerCase(Locale.ROOT);
            return says.text(locale, key);
        }
        if (item.heldByMachine(says.now())) {
            return says.text(
                    locale, "casework.notice.machine", says.time(Objects.requireNonNull(item.lockExpires()), locale));
        }
        return null;
    }

    private List<String> why(WorkItems.Opened opened, List<JourneyEvent> events, Timelines.Telling telling) {
        WorkItem item = opened.item();
        Locale locale = telling.locale();
        List<String> why = new ArrayList<>();
        Actor actor = item.actor() == null ? null : opened.lifeEvent().actors().get(item.actor());
        if (actor != null) {
            Text function = item.function() == null ? null : actor.functions().get(item.function());
            String title = actor.title().in(locale);
            why.add(
                    function == null
                            ? says.text(
                                    locale,
                                    "casework.why.lane",
                                    opened.step().title().in(locale),
                                    title)
                            : says.text(
                                    locale,
                                    "casework.why.lane.function",
                                    opened.step().title().in(locale),
                                    title,
                                    function.in(locale)));
            if (placed(opened)) {
                why.add(says.text(
                        locale,
                        "casework.why." + actor.by().name().toLowerCase(Locale.ROOT),
                        telling.names().organisation(item.organisation()),
                        item.municipality() == null ? "" : telling.names().municipality(item.municipality())));
            }
        }
        before(item, events)
                .ifPresentOrElse(
                        event -> why.add(says.text(
                                locale,
                                "casework.why.after",
                                says.dateTime(item.createdAt(), locale),
                                Timelines.title(event, telling))),
                        () -> why.add(
                                says.text(locale, "casework.why.start", says.dateTime(item.createdAt(), locale))));
        return why;
    }

    /** Where a protected family lives is told only by work that is given the municipality. */
    private static boolean placed(WorkItems.Opened opened) {
        return !opened.item().guarded() || opened.data().containsKey("subject.municipality");
    }

    /** The last thing done before the work came here. */
    private static java.util.Optional<JourneyEvent> before(WorkItem item, List<JourneyEvent> events) {
        Set<JourneyEvent.Kind> acts =
                Set.of(JourneyEvent.Kind.COMPLETED, JourneyEvent.Kind.REFUSED, JourneyEvent.Kind.DECIDED);
        JourneyEvent last = null;
        for (JourneyEvent event : events) {
            if (item.id().equals(event.workItem())) {
                break;
            }
            if (acts.contains(event.kind()) && event.element() != null) {
                last = event;
            }
        }
        return java.util.Optional.ofNullable(last);
    }

    /** What the contract reads, or the form leans on; what the form asks or shows stands there already. */
    private FormView facts(WorkItems.Opened opened, Map<String, FormOrigin> origins, Locale locale) {
        Set<String> shown = new TreeSet<>(opened.data().keySet());
        opened.form().fields().forEach(field -> shown.remove(field.name()));
        Form form = Form.ofFacts("facts", shown, opened.lifeEvent().data());
        return forms.view(form, FormFilling.of(opened.data()).origins(origins), locale);
    }

    private String basis(WorkItems.Opened opened, Locale locale) {
        Service service = opened.service();
        return service == null
                ? says.text(
                        locale,
                        "casework.basis.step",
                        opened.lifeEvent().title().in(locale))
                : says.text(
                        locale,
                        "casework.basis.contract",
                        service.contract().purpose().in(locale),
                        service.contract().legalBasis().act(),
                        service.contract().legalBasis().section());
    }

    private @Nullable String consent(WorkItems.Opened opened, Locale locale) {
        Service service = opened.service();
        String scope = service == null ? null : service.contract().consent();
        ConsentScope asked =
                scope == null ? null : opened.lifeEvent().consents().get(scope);
        if (scope == null || asked == null) {
            return null;
        }
        boolean holds = consents.holds(opened.item().journey().value(), scope);
        return says.text(
                locale,
                holds ? "casework.consent.holds" : "casework.consent.none",
                asked.title().in(locale));
    }

    private List<String> promise(WorkItem item, Locale locale) {
        Promise promise = item.promise();
        List<String> lines = new ArrayList<>();
        if (item.paused() && item.endedAt() != null) {
            lines.add(says.text(
                    locale, "casework.promise.stands", says.dateTime(item.endedAt(), locale), says.left(item, locale)));
        } else {
            lines.add(says.text(locale, "casework.promise.due", says.dateTime(promise.dueAt(), locale)));
        }
        if (!promise.stood().isZero()) {
            lines.add(says.text(locale, "casework.promise.stood", says.span(promise.stood(), locale)));
        }
        lines.add(says.promised(promise, missions.objective(promise.source()).orElse(null), locale));
        return lines;
    }

    private ItemView.Answering answering(
            WorkItems.Opened opened,
            ItemState state,
            RowView row,
            Map<String, FormOrigin> origins,
            CurrentUser user,
            Locale locale) {
        WorkItem item = opened.item();
        Drafts.Draft draft = drafts.find(item.id(), user.person()).orElse(null);
        Map<String, List<String>> typed = state.typed() != null ? state.typed() : draft == null ? null : draft.typed();
        FormFilling filling = FormFilling.of(opened.data()).origins(origins);
        if (typed != null) {
            filling = filling.rejected(state.problems(), typed);
        }
        boolean answerable = row.open() && row.may() && (row.mine() || row.free());
        List<ListView.Choice> refusals = new ArrayList<>();
        boolean more = false;
        if (opened.service() != null) {
            Map<String, Text> reasons =
                    new HashMap<>(opened.service().contract().refusals());
            more = reasons.remove(Answering.MORE_INFORMATION) != null;
            opened.service().contract().refusals().forEach((key, text) -> {
                if (reasons.containsKey(key)) {
                    refusals.add(new ListView.Choice(key, text.in(locale), key.equals(state.reason())));
                }
            });
        }
        Instant savedAt = draft == null || state.typed() != null ? null : draft.savedAt();
        return new ItemView.Answering(
                forms.view(opened.form(), filling, locale),
                answerable,
                savedAt == null ? null : says.text(locale, "casework.draft.from", since(savedAt, locale)),
                answerable ? List.of() : unsent(opened.form(), typed, state, locale),
                draft != null,
                refusals,
                more,
                state.message(),
                state.question(),
                state.refusing(),
                state.open());
    }

    /** The time of day when it was today, the date as well when it was not. */
    private String since(Instant at, Locale locale) {
        return says.day(at).equals(says.day(says.now())) ? says.time(at, locale) : says.dateTime(at, locale);
    }

    /** All that was typed, in the form or as a question or a reason, when none of it can be sent any more. */
    private List<ItemView.Typed> unsent(
            Form form, @Nullable Map<String, List<String>> typed, ItemState state, Locale locale) {
        Map<String, List<String>> answers = typed == null ? Map.of() : typed;
        Stream<ItemView.Typed> fields = form.fields().stream()
                .filter(field -> !field.readonly())
                .map(field -> new ItemView.Typed(
                        field.label().in(locale), String.join(", ", answers.getOrDefault(field.name(), List.of()))));
        Stream<ItemView.Typed> others = Stream.of(
                new ItemView.Typed(says.text(locale, "casework.more.question"), state.question()),
                new ItemView.Typed(says.text(locale, "casework.refuse.message"), state.message()));
        return Stream.concat(fields, others)
                .filter(line -> !line.words().isBlank())
                .toList();
    }
}

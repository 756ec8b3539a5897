package org.samspill.casework;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.catalogue.ProcessModel;
import org.samspill.journeys.Journey;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Journeys;
import org.samspill.web.Htmx;
import org.samspill.web.Problem;
import org.samspill.work.JointConsent;
import org.samspill.work.SharedJourneys;
import org.samspill.work.Subjects;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.samspill.work.WorkList;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The journeys an organisation takes part in, and one of them: header, timeline, diagram and notes. All others do not exist for it. A page of one journey is
 * one transaction, which reads the journey once.
 */
@Controller
class JourneyController {

    private static final int PAGE = 25;

    private final Journeys journeys;
    private final WorkItems items;
    private final WorkList list;
    private final Subjects subjects;
    private final LifeEvents lifeEvents;
    private final SharedJourneys shared;
    private final JourneyPages pages;
    private final Progress progress;
    private final Notes notes;
    private final Rows rows;
    private final Says says;

    JourneyController(
            Journeys journeys,
            WorkItems items,
            WorkList list,
            Subjects subjects,
            LifeEvents lifeEvents,
            SharedJourneys shared,
            JourneyPages pages,
            Progress progress,
            Notes notes,
            Rows rows,
            Says says) {
        this.journeys = journeys;
        this.items = items;
        this.list = list;
        this.subjects = subjects;
        this.lifeEvents = lifeEvents;
        this.shared = shared;
        this.pages = pages;
        this.progress = progress;
        this.notes = notes;
        this.rows = rows;
        this.says = says;
    }

    @GetMapping("/journeys")
    String journeys(
            @RequestParam(defaultValue = "true") boolean open,
            @RequestParam(required = false) @Nullable String cursor,
            CurrentUser user,
            Locale locale,
            HttpServletRequest request,
            Model model) {
        WorkList.Parts parts = list.journeys(user, open, cursor, PAGE);
        List<JourneyId> ids = parts.parts().stream().map(WorkList.Part::journey).toList();
        Map<JourneyId, Journey> found = journeys.all(ids);
        List<WorkItem> working = list.openOf(ids);
        Map<String, String> names =
                subjects.of(working.stream().filter(item -> item.role() == null).toList(), user);
        Map<JourneyId, List<WorkItem>> byJourney = working.stream().collect(Collectors.groupingBy(WorkItem::journey));
        List<JourneyListView.Line> lines = parts.parts().stream()
                .map(part -> line(Objects.requireNonNull(found.get(part.journey())), part, byJourney, names, locale))
                .toList();
        String next = parts.next() == null ? null : "/journeys?open=" + open + "&cursor=" + parts.next();
        model.addAttribute(
                "list",
                new JourneyListView(Reader.organisation(user).name(), open, lines, next, "/journeys?open=" + open));
        return Htmx.view(request, "casework/journeys", cursor == null ? "list" : "rows");
    }

    private JourneyListView.Line line(
            Journey journey,
            WorkList.Part part,
            Map<JourneyId, List<WorkItem>> byJourney,
            Map<String, String> names,
            Locale locale) {
        List<WorkItem> working = byJourney.getOrDefault(part.journey(), List.of());
        return new JourneyListView.Line(
                journey.id().value(),
                JourneyPages.reference(journey),
                journeys.lifeEventOf(journey).title().in(locale),
                working.stream()
                        .map(item -> names.get(item.id()))
                        .filter(java.util.Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                journey.open(),
                says.date(part.since(), locale),
                working.stream()
                        .map(item -> rows.title(item).in(locale))
                        .distinct()
                        .limit(4)
                        .toList(),
                part.open());
    }

    @GetMapping("/journeys/{id}")
    @Transactional
    String timeline(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String show,
            @RequestParam(required = false) @Nullable String before,
            CurrentUser user,
            Locale locale,
            HttpServletRequest request,
            Model model) {
        String page = page(id, "timeline", Timelines.Show.of(show), before, null, user, locale, model);
        // Who renews the page wants the whole of it, who comes from its end wants what was before.
        return before != null && Htmx.wantsPart(request) ? "casework/timeline :: part" : page;
    }

    @GetMapping("/journeys/{id}/diagram")
    @Transactional
    String diagram(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String process,
            CurrentUser user,
            Locale locale,
            Model model) {
        return page(id, "diagram", Timelines.Show.ALL, null, process, user, locale, model);
    }

    @GetMapping("/journeys/{id}/documents")
    @Transactional
    String documents(@PathVariable String id, CurrentUser user, Locale locale, Model model) {
        return page(id, "documents", Timelines.Show.ALL, null, null, user, locale, model);
    }

    @GetMapping("/journeys/{id}/notes")
    @Transactional
    String notes(@PathVariable String id, CurrentUser user, Locale locale, Model model) {
        return page(id, "notes", Timelines.Show.ALL, null, null, user, locale, model);
    }

    private String page(
            String id,
            String tab,
            Timelines.Show show,
            @Nullable String before,
            @Nullable String process,
            CurrentUser user,
            Locale locale,
            Model model) {
        Reader.organisation(user);
        SharedJourneys.Shared journey =
                JourneyId.parse(id).flatMap(known -> shared.find(known, user)).orElseThrow(JourneyController::unknown);
        model.addAttribute("mayExempt", user.functions().contains(JointConsent.RIGHT));
        model.addAttribute("page", pages.of(journey, tab, show, before, process, user, locale));
        return "casework/journey";
    }

    @PostMapping("/journeys/{id}/notes")
    String note(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String words,
            CurrentUser user,
            Locale locale,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        Journey journey = journey(id, user);
        if (words.isBlank() || words.length() > Notes.LONGEST) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("noteProblems", NoteProblems.of(words, says, locale));
            model.addAttribute("noteWords", words);
            return page(id, "notes", Timelines.Show.ALL, null, null, user, locale, model);
        }
        notes.write(journey.id(), null, user, words.strip());
        redirect.addFlashAttribute("status", says.text(locale, "casework.notes.done"));
        return "redirect:/journeys/" + journey.id().value() + "/notes";
    }

    @GetMapping(path = "/journeys/{id}/diagram.bpmn", produces = MediaType.APPLICATION_XML_VALUE)
    @ResponseBody
    String xml(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String process,
            CurrentUser user,
            Locale locale) {
        Journey journey = journey(id, user);
        return lifeEvents.diagram(definition(journey, process(journey, process)), locale);
    }

    @GetMapping(path = "/journeys/{id}/state.json", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Progress.State state(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String process,
            CurrentUser user,
            Locale locale) {
        Journey journey = journey(id, user);
        return progress.of(journey, process(journey, process), locale);
    }

    private ProcessModel process(Journey journey, @Nullable String key) {
        LifeEvent lifeEvent = journeys.lifeEventOf(journey);
        return key == null
                ? lifeEvent.root()
                : lifeEvent
                        .process(key)
                        .orElseThrow(
                                () -> new Problem(HttpStatus.NOT_FOUND, "unknown-diagram", "casework.problem.diagram"));
    }

    private String definition(Journey journey, ProcessModel process) {
        LifeEvent lifeEvent = journeys.lifeEventOf(journey);
        return process.key().equals(lifeEvent.key())
                ? journey.definitionId()
                : lifeEvents.definition(lifeEvent, process.key()).orElseThrow();
    }

    private Journey journey(String id, CurrentUser user) {
        Reader.organisation(user);
        return JourneyId.parse(id)
                .filter(known -> items.takesPart(known, user))
                .flatMap(journeys::find)
                .orElseThrow(JourneyController::unknown);
    }

    private static Problem unknown() {
        return new Problem(HttpStatus.NOT_FOUND, "unknown-journey", "casework.problem.journey");
    }
}

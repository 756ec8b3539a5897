package org.samspill.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.samspill.actors.CurrentUser;
import org.samspill.catalogue.Form;
import org.samspill.catalogue.FormFilling;
import org.samspill.catalogue.FormProblem;
import org.samspill.catalogue.FormView;
import org.samspill.catalogue.Forms;
import org.samspill.journeys.Journey;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.Whereabouts;
import org.samspill.web.Problem;
import org.samspill.work.Answering;
import org.samspill.work.Drafts;
import org.samspill.work.Outcome;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A citizen's task: its form, the draft that saves itself, sending, and the receipt. */
@Controller
class MyTaskController {

    private final WorkItems items;
    private final Answering answering;
    private final Journeys journeys;
    private final Forms forms;
    private final Drafts drafts;
    private final Sendings sendings;
    private final Reader reader;
    private final Standings standings;
    private final Waits waits;
    private final PlainWords words;

    MyTaskController(
            WorkItems items,
            Answering answering,
            Journeys journeys,
            Forms forms,
            Drafts drafts,
            Sendings sendings,
            Reader reader,
            Standings standings,
            Waits waits,
            PlainWords words) {
        this.items = items;
        this.answering = answering;
        this.journeys = journeys;
        this.forms = forms;
        this.drafts = drafts;
        this.sendings = sendings;
        this.reader = reader;
        this.standings = standings;
        this.waits = waits;
        this.words = words;
    }

    @GetMapping("/my/tasks/{id}")
    String task(@PathVariable String id, CurrentUser user, Locale locale, Model model) {
        WorkItems.Opened opened = opened(id, user);
        if (!opened.item().open()) {
            return over(opened, List.of(), user, locale, model);
        }
        Drafts.Draft draft = drafts.find(id, user.person()).orElse(null);
        FormFilling filling = filling(opened);
        if (draft != null) {
            model.addAttribute(
                    "draft", words.text(locale, "portal.task.draft", words.dateTime(draft.savedAt(), locale)));
            filling = filling.typed(draft.typed());
        }
        return form(opened, filling, user, locale, model);
    }

    @PostMapping("/my/tasks/{id}/fields")
    String fields(@PathVariable String id, CurrentUser user, Locale locale, HttpServletRequest request, Model model) {
        WorkItems.Opened opened = opened(id, user);
        FormFilling filling = filling(opened).typed(typed(opened.form(), request));
        model.addAttribute("form", forms.view(opened.form(), filling, locale));
        return "web/form :: fields(form=${form})";
    }

    /** Keeps what is being typed; answers with the time, which the page shows. */
    @PostMapping(path = "/my/tasks/{id}/draft", produces = "text/plain;charset=UTF-8")
    @ResponseBody
    String draft(@PathVariable String id, CurrentUser user, Locale locale, HttpServletRequest request) {
        WorkItems.Opened opened = opened(id, user);
        if (!opened.item().open()) {
            throw new Problem(HttpStatus.CONFLICT, "task-ended", "portal.problem.task-ended");
        }
        return words.time(drafts.save(id, user.person(), typed(opened.form(), request)), locale);
    }

    /** Keeps what was typed and leaves the task for another day; the way without scripts. */
    @PostMapping("/my/tasks/{id}/later")
    String later(
            @PathVariable String id,
            CurrentUser user,
            Locale locale,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        WorkItems.Opened opened = opened(id, user);
        if (!opened.item().open()) {
            return "redirect:/my/tasks/" + id;
        }
        drafts.save(id, user.person(), typed(opened.form(), request));
        redirect.addFlashAttribute("status", words.text(locale, "portal.draft.kept"));
        return "redirect:/my";
    }

    @PostMapping("/my/tasks/{id}")
    String answer(
            @PathVariable String id,
            CurrentUser user,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        WorkItems.Opened opened = opened(id, user);
        Map<String, List<String>> typed = typed(opened.form(), request);
        boolean first = sendings.first(user.person(), Once.of(request), typed);
        Outcome outcome = answering.answer(id, user, request.getParameterMap());
        // Done before by this person: the same form pressed twice is no news, but what another window holds has not
        // been sent.
        if (outcome instanceof Outcome.Done || outcome instanceof Outcome.Repeated && !first) {
            drafts.delete(id, user.person());
            return "redirect:/my/tasks/" + id + "/receipt";
        }
        if (outcome instanceof Outcome.Rejected rejected) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            List<FormProblem> problems = rejected.problems();
            return form(opened, filling(opened).rejected(problems, typed), user, locale, model);
        }
        if (outcome instanceof Outcome.NotFound) {
            throw unknown();
        }
        response.setStatus(HttpStatus.CONFLICT.value());
        return over(opened(id, user), Unsent.of(opened.form(), typed, words, locale), user, locale, model);
    }

    @GetMapping("/my/tasks/{id}/receipt")
    String receipt(@PathVariable String id, CurrentUser user, Locale locale, Model model) {
        WorkItems.Opened opened = opened(id, user);
        WorkItem item = opened.item();
        Instant at = item.endedAt();
        if (!user.person().value().equals(item.endedBy()) || at == null) {
            return "redirect:/my/tasks/" + id;
        }
        model.addAttribute("at", words.dateTime(at, locale));
        heading(opened, user, locale, model);
        now(opened, user, locale, model);
        return "portal/task-receipt";
    }

    /**
     * What the form is filled in with. Where each of several people answers the same question, what the others have said of themselves is theirs: it is
     * not put into her mouth.
     */
    private static FormFilling filling(WorkItems.Opened opened) {
        Map<String, Object> known = new LinkedHashMap<>(opened.data());
        if (opened.item().person() != null) {
            opened.form().fields().stream()
                    .filter(field -> !field.readonly() && field.holder() == null)
                    .forEach(field -> known.remove(field.name()));
        }
        return FormFilling.of(known);
    }

    private WorkItems.Opened opened(String id, CurrentUser user) {
        Optional<WorkItem> found = items.find(id, user).filter(item -> item.role() != null);
        found.flatMap(item -> journeys.find(item.journey())).ifPresent(journey -> Reader.beSureOfHer(journey, user));
        return found.flatMap(item -> items.open(id, user)).orElseThrow(() -> items.outgrown(id, user.person())
                .map(standings::refusal)
                .orElseGet(MyTaskController::unknown));
    }

    private static Problem unknown() {
        return new Problem(HttpStatus.NOT_FOUND, "unknown-task", "portal.problem.task");
    }

    private String form(WorkItems.Opened opened, FormFilling filling, CurrentUser user, Locale locale, Model model) {
        FormView view = forms.view(opened.form(), filling, locale);
        heading(opened, user, locale, model);
        model.addAttribute("form", view);
        // A form that begins with words of its own says what it is about.
        model.addAttribute("explained", !view.parts().isEmpty() && view.parts().get(0) instanceof FormView.Prose);
        model.addAttribute("once", Once.fresh());
        model.addAttribute("tag", words.tag(opened.item().promise(), locale));
        model.addAttribute("promise", words.ownPromise(opened.item().promise(), locale));
        return "portal/task";
    }

    /** A task that has ended without this answer: why, what was typed, and what happens now. */
    private String over(WorkItems.Opened opened, List<Unsent> unsent, CurrentUser user, Locale locale, Model model) {
        boolean own = user.person().value().equals(opened.item().endedBy());
        String state = own ? "own" : opened.item().state() == WorkItem.State.CANCELLED ? "cancelled" : "done";
        heading(opened, user, locale, model);
        model.addAttribute("over", words.text(locale, "portal.task.over." + state));
        model.addAttribute("unsent", unsent);
        now(opened, user, locale, model);
        return "portal/task-over";
    }

    private void heading(WorkItems.Opened opened, CurrentUser user, Locale locale, Model model) {
        Journey journey = journeys.find(opened.item().journey()).orElseThrow(MyTaskController::unknown);
        String about = reader.about(journey, user);
        model.addAttribute("id", opened.item().id());
        model.addAttribute("heading", waits.title(opened.item(), locale));
        model.addAttribute("explanation", waits.explanation(opened.item(), locale));
        model.addAttribute("journey", journey.id().value());
        model.addAttribute("lifeEvent", opened.lifeEvent().title().in(locale));
        model.addAttribute("about", about);
    }

    private void now(WorkItems.Opened opened, CurrentUser user, Locale locale, Model model) {
        Journey journey = journeys.find(opened.item().journey()).orElseThrow(MyTaskController::unknown);
        List<WorkItem> open = items.openOrOf(journey.id(), Set.of());
        Whereabouts.Names organisations = reader.organisations(journey, open, user);
        model.addAttribute("waits", waits.of(reader.now(journey, user), open, organisations, locale));
    }

    private static Map<String, List<String>> typed(Form form, HttpServletRequest request) {
        return new LinkedHashMap<>(form.typed(request.getParameterMap()));
    }
}

package org.samspill.casework;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.catalogue.Form;
import org.samspill.catalogue.FormView;
import org.samspill.web.FieldProblem;
import org.samspill.web.Problem;
import org.samspill.work.Answering;
import org.samspill.work.Drafts;
import org.samspill.work.Outcome;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.samspill.work.WorkList;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One work item: reading it, answering it, refusing it, asking for more, notes and the draft that saves itself. */
@Controller
class ItemController {

    private static final int LONGEST_MESSAGE = 2000;

    private final WorkItems items;
    private final Answering answering;
    private final WorkList list;
    private final Items pages;
    private final Drafts drafts;
    private final Notes notes;
    private final Rows rows;
    private final Says says;

    ItemController(
            WorkItems items,
            Answering answering,
            WorkList list,
            Items pages,
            Drafts drafts,
            Notes notes,
            Rows rows,
            Says says) {
        this.items = items;
        this.answering = answering;
        this.list = list;
        this.pages = pages;
        this.drafts = drafts;
        this.notes = notes;
        this.rows = rows;
        this.says = says;
    }

    @GetMapping("/work/{id}")
    String form(@PathVariable String id, CurrentUser user, Locale locale, Model model) {
        return page(id, ItemState.tab("form"), user, locale, model);
    }

    @GetMapping("/work/{id}/{tab:timeline|diagram|documents|notes}")
    String tab(@PathVariable String id, @PathVariable String tab, CurrentUser user, Locale locale, Model model) {
        return page(id, ItemState.tab(tab), user, locale, model);
    }

    private String page(String id, ItemState state, CurrentUser user, Locale locale, Model model) {
        model.addAttribute("page", pages.page(opened(id, user), state, user, locale));
        return "casework/item";
    }

    private WorkItems.Opened opened(String id, CurrentUser user) {
        Reader.organisation(user);
        WorkItem item =
                items.find(id, user).filter(found -> found.role() == null).orElseThrow(ItemController::unknown);
        return items.open(item.id(), user)
                .orElseThrow(() -> new Problem(HttpStatus.GONE, "consent-ended", "casework.problem.consent-ended"));
    }

    private static Problem unknown() {
        return new Problem(HttpStatus.NOT_FOUND, "unknown-work-item", "casework.problem.item");
    }

    /** Whether something has come in the reader's way since she opened the page. */
    @GetMapping("/work/{id}/state")
    String state(@PathVariable String id, CurrentUser user, Locale locale, Model model) {
        WorkItem item =
                items.find(id, user).filter(found -> found.role() == null).orElseThrow(ItemController::unknown);
        boolean others = item.assignee() != null && !item.assignee().equals(user.person());
        Outcome outcome = !item.open()
                ? new Outcome.Ended(item)
                : others || item.heldByMachine(says.now()) ? new Outcome.Taken(item) : new Outcome.Done(item);
        model.addAttribute("state", rows.refusal(outcome, user, locale));
        return "casework/state :: state";
    }

    /** The questions anew, as typed so far. */
    @PostMapping("/work/{id}/fields")
    String fields(@PathVariable String id, CurrentUser user, Locale locale, HttpServletRequest request, Model model) {
        WorkItems.Opened opened = opened(id, user);
        FormView form = pages.form(opened, typed(opened.form(), request), locale);
        model.addAttribute("form", form);
        return "web/form :: fields(form=${form})";
    }

    @PostMapping("/work/{id}")
    String answer(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String then,
            CurrentUser user,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        WorkItems.Opened opened = opened(id, user);
        Map<String, List<String>> typed = typed(opened.form(), request);
        Outcome outcome = answering.answer(id, user, request.getParameterMap());
        if (outcome instanceof Outcome.Done || outcome instanceof Outcome.Repeated) {
            String key = outcome instanceof Outcome.Done ? "casework.answered" : "casework.answered.before";
            return done(opened, key, then.equals("next"), new Asker(user, locale, response, model, redirect));
        }
        if (outcome instanceof Outcome.NotFound) {
            throw unknown();
        }
        if (outcome instanceof Outcome.Rejected rejected) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return page(id, ItemState.sent(null, typed, rejected.problems()), user, locale, model);
        }
        drafts.save(id, user.person(), typed);
        response.setStatus(status(outcome).value());
        String notice = says.text(locale, "casework.kept", rows.refusal(outcome, user, locale));
        return page(id, ItemState.sent(notice, typed, List.of()), user, locale, model);
    }

    private static HttpStatus status(Outcome outcome) {
        return outcome instanceof Outcome.CannotAssign ? HttpStatus.FORBIDDEN : HttpStatus.CONFLICT;
    }

    /** Who asked, and where the answer goes. */
    private record Asker(
            CurrentUser user, Locale locale, HttpServletResponse response, Model model, RedirectAttributes redirect) {}

    private String done(WorkItems.Opened opened, String key, boolean next, Asker asker) {
        drafts.delete(opened.item().id(), asker.user().person());
        String title = rows.title(opened.item()).in(asker.locale());
        WorkItem following = next ? list.desk(asker.user()).next().orElse(null) : null;
        String words = says.text(asker.locale(), key, title);
        if (next && following == null) {
            words += " " + says.text(asker.locale(), "casework.next.none");
        }
        asker.redirect().addFlashAttribute("status", words);
        return "redirect:" + (following == null ? LastList.of(asker.model()) : "/work/" + following.id());
    }

    @PostMapping("/work/{id}/refuse")
    String refuse(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String message,
            CurrentUser user,
            Locale locale,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        WorkItems.Opened opened = opened(id, user);
        FieldProblem problem = reason.isBlank()
                ? new FieldProblem("refuse-0", says.text(locale, "casework.refuse.reason.needed"))
                : tooLong("refuse-message", message, locale);
        if (problem != null) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return page(id, ItemState.refusing(reason, message, List.of(problem)), user, locale, model);
        }
        Outcome outcome = answering.refuse(id, user, reason, message);
        if (outcome instanceof Outcome.UnknownReason) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            var unknown = new FieldProblem("refuse-0", says.text(locale, "casework.refuse.reason.needed"));
            return page(id, ItemState.refusing(null, message, List.of(unknown)), user, locale, model);
        }
        return refused(
                outcome,
                opened,
                "casework.refused",
                ItemState.refusing(reason, message, List.of()),
                new Asker(user, locale, response, model, redirect));
    }

    /** Asks the applicant for more before the service is answered: a refusal that the journey answers with a question. */
    @PostMapping("/work/{id}/more")
    String more(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String question,
            CurrentUser user,
            Locale locale,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        WorkItems.Opened opened = opened(id, user);
        FieldProblem problem = question.isBlank()
                ? new FieldProblem("more-question", says.text(locale, "casework.more.needed"))
                : tooLong("more-question", question, locale);
        if (problem != null) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return page(id, ItemState.asking(question, List.of(problem)), user, locale, model);
        }
        return refused(
                answering.refuse(id, user, Answering.MORE_INFORMATION, question),
                opened,
                "casework.asked",
                ItemState.asking(question, List.of()),
                new Asker(user, locale, response, model, redirect));
    }

    private @Nullable FieldProblem tooLong(String field, String words, Locale locale) {
        return words.length() > LONGEST_MESSAGE
                ? new FieldProblem(field, says.text(locale, "casework.message.too-long", LONGEST_MESSAGE))
                : null;
    }

    private String refused(Outcome outcome, WorkItems.Opened opened, String key, ItemState asIs, Asker asker) {
        if (outcome instanceof Outcome.Done || outcome instanceof Outcome.Repeated) {
            return done(opened, key, true, asker);
        }
        if (outcome instanceof Outcome.NotFound) {
            throw unknown();
        }
        if (outcome instanceof Outcome.UnknownReason) {
            throw new Problem(HttpStatus.BAD_REQUEST, "unknown-action", "casework.problem.action");
        }
        asker.response().setStatus(status(outcome).value());
        String notice = rows.refusal(outcome, asker.user(), asker.locale());
        ItemState state = new ItemState(
                "form",
                notice,
                null,
                List.of(),
                asIs.reason(),
                asIs.message(),
                asIs.question(),
                List.of(),
                asIs.open());
        return page(opened.item().id(), state, asker.user(), asker.locale(), asker.model());
    }

    /** Keeps what is being typed; answers with the time, which the page shows. */
    @PostMapping(path = "/work/{id}/draft", produces = "text/plain;charset=UTF-8")
    @ResponseBody
    String draft(@PathVariable String id, CurrentUser user, Locale locale, HttpServletRequest request) {
        WorkItem item = items.find(id, user)
                .filter(found -> found.role() == null && items.mayDo(found, user))
                .orElseThrow(ItemController::unknown);
        if (!item.open()) {
            throw new Problem(HttpStatus.CONFLICT, "work-ended", "casework.problem.ended");
        }
        return says.time(drafts.save(item.id(), user.person(), typed(items.formOf(item), request)), locale);
    }

    @PostMapping("/work/{id}/draft/delete")
    String deleteDraft(@PathVariable String id, CurrentUser user, Locale locale, RedirectAttributes redirect) {
        WorkItem item =
                items.find(id, user).filter(found -> found.role() == null).orElseThrow(ItemController::unknown);
        drafts.delete(item.id(), user.person());
        redirect.addFlashAttribute("status", says.text(locale, "casework.draft.deleted"));
        return "redirect:/work/" + id;
    }

    @PostMapping("/work/{id}/notes")
    String note(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String words,
            CurrentUser user,
            Locale locale,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        WorkItem item =
                items.find(id, user).filter(found -> found.role() == null).orElseThrow(ItemController::unknown);
        if (words.isBlank() || words.length() > Notes.LONGEST) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("noteProblems", NoteProblems.of(words, says, locale));
            model.addAttribute("noteWords", words);
            return page(id, ItemState.tab("notes"), user, locale, model);
        }
        notes.write(item.journey(), item.id(), user, words.strip());
        redirect.addFlashAttribute("status", says.text(locale, "casework.notes.done"));
        return "redirect:/work/" + id + "/notes";
    }

    private static Map<String, List<String>> typed(Form form, HttpServletRequest request) {
        Map<String, List<String>> typed = new LinkedHashMap<>();
        for (String name : form.asked()) {
            String[] values = request.getParameterValues(name);
            if (values != null) {
                typed.put(name, List.of(values));
            }
        }
        return typed;
    }
}

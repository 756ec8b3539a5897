package org.samspill.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.AssuranceLevel;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.Person;
import org.samspill.catalogue.Form;
import org.samspill.catalogue.FormAnswers;
import org.samspill.catalogue.FormFilling;
import org.samspill.catalogue.FormProblem;
import org.samspill.catalogue.FormView;
import org.samspill.catalogue.Forms;
import org.samspill.identity.StepUp;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.StartCommand;
import org.samspill.portal.Starts.Startable;
import org.samspill.web.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Starting a life event: whom it is about, the form with what is known filled in, a summary, and sending once however often it is pressed. */
@Controller
class MyStartController {

    private static final String OTHER = "other";
    private static final String KEY = "[0-9a-f-]{36}";

    private final Starts starts;
    private final StartDrafts drafts;
    private final Forms forms;
    private final Journeys journeys;
    private final PlainWords words;

    MyStartController(Starts starts, StartDrafts drafts, Forms forms, Journeys journeys, PlainWords words) {
        this.starts = starts;
        this.drafts = drafts;
        this.forms = forms;
        this.journeys = journeys;
        this.words = words;
    }

    /** One answer as typed, carried from the summary to sending. */
    record Carried(String name, String value) {}

    /** Someone it can be about, and the place in the reader's list of children. */
    record Child(int place, String name) {}

    /**
     * What came with a request: where in the start it belongs, and the request's fields.
     *
     * @param known what the register has told of those it is about
     * @param form the questions that are left
     */
    private record Sent(
            Startable start,
            String about,
            String key,
            Map<String, String[]> posted,
            CurrentUser user,
            @Nullable Person subject,
            Map<String, Object> known,
            Form form) {}

    @GetMapping("/my/start/{lifeEvent}")
    String begin(
            @PathVariable String lifeEvent,
            @RequestParam(defaultValue = "") String about,
            CurrentUser user,
            Locale locale,
            HttpServletRequest request,
            Model model) {
        Startable start = find(lifeEvent, user);
        StartDrafts.Begun begun = drafts.find(start, user)
                .filter(draft -> about.isBlank() || about.equals(draft.about()))
                .orElse(null);
        if (begun != null) {
            model.addAttribute(
                    "draft", words.text(locale, "portal.task.draft", words.dateTime(begun.savedAt(), locale)));
            Sent again = sent(start, begun.about(), begun.key(), Map.of(), user);
            return form(again, FormFilling.of(again.known()).typed(begun.typed()), locale, model);
        }
        List<Person> children = start.aboutAnother() ? starts.children(user) : List.of();
        if (!children.isEmpty() && about.isBlank()) {
            List<Child> choices = new ArrayList<>();
            children.forEach(child -> choices.add(new Child(choices.size() + 1, child.name())));
            heading(start, locale, model);
            model.addAttribute("children", choices);
            return "portal/start-about";
        }
        String key = StartKeys.of(request.getSession(), start, about);
        Sent fresh = sent(start, about, key, Map.of(), user);
        return form(fresh, FormFilling.of(fresh.known()), locale, model);
    }

    /** Checks the form; what fits is shown once more before it is sent. */
    @PostMapping("/my/start/{lifeEvent}")
    String check(
            @PathVariable String lifeEvent,
            CurrentUser user,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Sent sent = sent(lifeEvent, user, request);
        FormAnswers answers = read(sent);
        if (answers instanceof FormAnswers.Rejected rejected) {
            return again(sent, rejected, locale, response, model);
        }
        Map<String, @Nullable Object> values = ((FormAnswers.Accepted) answers).values();
        FormView summary = forms.view(Starts.summary(sent.form(), values.keySet()), FormFilling.of(values), locale);
        heading(sent.start(), locale, model);
        model.addAttribute("summary", summary);
        model.addAttribute("facts", facts(sent, locale));
        model.addAttribute("carried", carried(sent));
        state(sent, model);
        return "portal/start-summary";
    }

    /** Back from the summary to the form, with everything as it was typed. */
    @PostMapping("/my/start/{lifeEvent}/edit")
    String edit(
            @PathVariable String lifeEvent, CurrentUser user, Locale locale, HttpServletRequest request, Model model) {
        Sent sent = sent(lifeEvent, user, request);
        return form(sent, typed(sent), locale, model);
    }

    /** The questions anew, when an answer decides what else is asked. */
    @PostMapping("/my/start/{lifeEvent}/fields")
    String fields(
            @PathVariable String lifeEvent, CurrentUser user, Locale locale, HttpServletRequest request, Model model) {
        Sent sent = sent(lifeEvent, user, request);
        model.addAttribute("form", forms.view(sent.form(), typed(sent), locale));
        return "web/form :: fields(form=${form})";
    }

    /** Keeps what is being typed; answers with the time, which the page shows. */
    @PostMapping(path = "/my/start/{lifeEvent}/draft", produces = "text/plain;charset=UTF-8")
    @ResponseBody
    String draft(@PathVariable String lifeEvent, CurrentUser user, Locale locale, HttpServletRequest request) {
        return words.time(save(sent(lifeEvent, user, request)), locale);
    }

    /** Keeps what was typed and leaves it for another day; the way without scripts. */
    @PostMapping("/my/start/{lifeEvent}/later")
    String later(
            @PathVariable String lifeEvent,
            CurrentUser user,
            Locale locale,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        save(sent(lifeEvent, user, request));
        redirect.addFlashAttribute("status", words.text(locale, "portal.draft.kept"));
        return "redirect:/my";
    }

    /** Throws the draft away and begins anew. */
    @PostMapping("/my/start/{lifeEvent}/anew")
    String anew(@PathVariable String lifeEvent, CurrentUser user) {
        drafts.delete(find(lifeEvent, user), user);
        return "redirect:/my/start/" + lifeEvent;
    }

    @PostMapping("/my/start/{lifeEvent}/send")
    String send(
            @PathVariable String lifeEvent,
            CurrentUser user,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        Sent sent = sent(lifeEvent, user, request);
        FormAnswers answers = read(sent);
        if (answers instanceof FormAnswers.Rejected rejected) {
            return again(sent, rejected, locale, response, model);
        }
        Map<String, @Nullable Object> values =
                Starts.whole(sent.start(), sent.known(), ((FormAnswers.Accepted) answers).values());
        Journeys.Started started = journeys.start(new StartCommand(
                        lifeEvent,
                        null,
                        user.person(),
                        null,
                        user.person().value(),
                        sent.key(),
                        values,
                        reused(sent, values)))
                .orElseThrow(MyStartController::unknown);
        drafts.delete(sent.start(), user);
        StartKeys.used(request.getSession(), sent.start(), sent.about());
        redirect.addFlashAttribute("again", started.again());
        return "redirect:/my/journeys/" + started.journey().id().value() + "/started";
    }

    /** The data that were known before and left as they were. */
    private static Set<String> reused(Sent sent, Map<String, @Nullable Object> values) {
        Set<String> reused = new HashSet<>();
        sent.known().forEach((name, value) -> {
            if (String.valueOf(value).equals(String.valueOf(values.get(name)))) {
                reused.add(name);
            }
        });
        return reused;
    }

    private Instant save(Sent sent) {
        return drafts.save(sent.start(), sent.user(), sent.about(), sent.key(), sent.form(), sent.posted());
    }

    /** What is about another person is begun only by someone of whom we are quite sure who she is. */
    private Startable find(String lifeEvent, CurrentUser user) {
        Startable start = starts.find(lifeEvent).orElseThrow(MyStartController::unknown);
        if (start.aboutAnother() && !user.level().reaches(AssuranceLevel.HIGH)) {
            throw new StepUp();
        }
        return start;
    }

    private static Problem unknown() {
        return new Problem(HttpStatus.NOT_FOUND, "unknown-life-event", "portal.problem.life-event");
    }

    private Sent sent(String lifeEvent, CurrentUser user, HttpServletRequest request) {
        String key = request.getParameter("key");
        String about = request.getParameter("about");
        return sent(
                find(lifeEvent, user),
                about == null ? OTHER : about,
                key != null && key.matches(KEY) ? key : Once.fresh(),
                request.getParameterMap(),
                user);
    }

    private Sent sent(Startable start, String about, String key, Map<String, String[]> posted, CurrentUser user) {
        Person subject = start.aboutAnother() ? starts.child(user, about).orElse(null) : null;
        Map<String, Object> known = starts.known(start, user, subject);
        return new Sent(start, about, key, posted, user, subject, known, Starts.form(start, known));
    }

    private FormAnswers read(Sent sent) {
        FormAnswers answers = forms.read(sent.form(), sent.posted(), sent.known());
        if (!(answers instanceof FormAnswers.Accepted accepted)) {
            return answers;
        }
        List<FormProblem> problems = starts.foreign(sent.start(), sent.user(), accepted.values());
        return problems.isEmpty()
                ? answers
                : new FormAnswers.Rejected(problems, sent.form().typed(sent.posted()));
    }

    private static FormFilling typed(Sent sent) {
        return FormFilling.of(sent.known()).typed(sent.form().typed(sent.posted()));
    }

    private String again(
            Sent sent, FormAnswers.Rejected rejected, Locale locale, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        FormFilling filling = FormFilling.of(sent.known()).rejected(rejected.problems(), rejected.typed());
        return form(sent, filling, locale, model);
    }

    private String form(Sent sent, FormFilling filling, Locale locale, Model model) {
        heading(sent.start(), locale, model);
        model.addAttribute("form", forms.view(sent.form(), filling, locale));
        model.addAttribute("facts", facts(sent, locale));
        starts.goingOn(sent.start(), sent.user(), sent.subject()).ifPresent(journey -> {
            model.addAttribute("goingOn", journey.id().value());
            model.addAttribute("goingOnSince", words.date(journey.startedAt(), locale));
        });
        state(sent, model);
        return "portal/start";
    }

    private List<Starts.Fact> facts(Sent sent, Locale locale) {
        return starts.facts(
                sent.start().aboutAnother()
                        ? sent.subject()
                        : starts.me(sent.user()).orElse(null),
                sent.user(),
                locale);
    }

    private static void heading(Startable start, Locale locale, Model model) {
        model.addAttribute("key", start.lifeEvent().key());
        model.addAttribute("heading", start.lifeEvent().title().in(locale));
        model.addAttribute("lead", start.lifeEvent().summary().in(locale));
    }

    private static void state(Sent sent, Model model) {
        model.addAttribute("once", sent.key());
        model.addAttribute("about", sent.about());
    }

    private static List<Carried> carried(Sent sent) {
        List<Carried> carried = new ArrayList<>();
        sent.form()
                .typed(sent.posted())
                .forEach((name, values) -> values.forEach(value -> carried.add(new Carried(name, value))));
        return carried;
    }
}

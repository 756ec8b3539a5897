package org.samspill.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.Person;
import org.samspill.catalogue.FormAnswers;
import org.samspill.catalogue.FormFilling;
import org.samspill.catalogue.FormProblem;
import org.samspill.catalogue.FormView;
import org.samspill.catalogue.Forms;
import org.samspill.journeys.Journeys;
import org.samspill.portal.Starts.Startable;
import org.samspill.web.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Starting a life event: whom it is about, the form with what is known filled in, a summary, and sending once however often it is pressed. */
@Controller
class MyStartController {

    private static final String OTHER = "other";
    private static final String KEY = "[0-9a-f-]{36}";

    private final Starts starts;
    private final Forms forms;
    private final Journeys journeys;

    MyStartController(Starts starts, Forms forms, Journeys journeys) {
        this.starts = starts;
        this.forms = forms;
        this.journeys = journeys;
    }

    /** One answer as typed, carried from the summary to sending. */
    record Carried(String name, String value) {}

    /** Someone it can be about, and the place in the reader's list of children. */
    record Child(int place, String name) {}

    /** What came with a request: where in the start it belongs, and the request's fields. */
    private record Sent(Startable start, String about, String key, Map<String, String[]> posted, CurrentUser user) {}

    @GetMapping("/my/start/{lifeEvent}")
    String begin(
            @PathVariable String lifeEvent,
            @RequestParam(defaultValue = "") String about,
            CurrentUser user,
            Locale locale,
            Model model) {
        Startable start = find(lifeEvent);
        List<Person> children = start.aboutAnother() ? starts.children(user) : List.of();
        if (!children.isEmpty() && about.isBlank()) {
            List<Child> choices = new ArrayList<>();
            children.forEach(child -> choices.add(new Child(choices.size() + 1, child.name())));
            heading(start, locale, model);
            model.addAttribute("children", choices);
            return "portal/start-about";
        }
        Sent fresh = new Sent(start, about, UUID.randomUUID().toString(), Map.of(), user);
        return form(fresh, FormFilling.of(known(fresh)), locale, model);
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
        FormView summary =
                forms.view(Starts.summary(sent.start().form(), values.keySet()), FormFilling.of(values), locale);
        heading(sent.start(), locale, model);
        model.addAttribute("summary", summary);
        model.addAttribute("facts", starts.facts(subject(sent), locale));
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
        model.addAttribute("form", forms.view(sent.start().form(), typed(sent), locale));
        return "web/form :: fields(form=${form})";
    }

    @PostMapping("/my/start/{lifeEvent}/send")
    String send(
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
        Journeys.Started started = journeys.start(new Journeys.StartCommand(
                        lifeEvent,
                        null,
                        user.person(),
                        null,
                        user.person().value(),
                        sent.key(),
                        values,
                        reused(sent, values)))
                .orElseThrow(MyStartController::unknown);
        return "redirect:/my/journeys/" + started.journey().id().value() + "/started";
    }

    /** The data that were known before and left as they were. */
    private Set<String> reused(Sent sent, Map<String, @Nullable Object> values) {
        Set<String> reused = new HashSet<>();
        known(sent).forEach((name, value) -> {
            if (String.valueOf(value).equals(String.valueOf(values.get(name)))) {
                reused.add(name);
            }
        });
        return reused;
    }

    private Startable find(String lifeEvent) {
        return starts.find(lifeEvent).orElseThrow(MyStartController::unknown);
    }

    private static Problem unknown() {
        return new Problem(HttpStatus.NOT_FOUND, "unknown-life-event", "portal.problem.life-event");
    }

    private Sent sent(String lifeEvent, CurrentUser user, HttpServletRequest request) {
        String key = request.getParameter("key");
        String about = request.getParameter("about");
        return new Sent(
                find(lifeEvent),
                about == null ? OTHER : about,
                key != null && key.matches(KEY) ? key : UUID.randomUUID().toString(),
                request.getParameterMap(),
                user);
    }

    private FormAnswers read(Sent sent) {
        FormAnswers answers = forms.read(sent.start().form(), sent.posted(), known(sent));
        if (!(answers instanceof FormAnswers.Accepted accepted)) {
            return answers;
        }
        List<FormProblem> problems = starts.foreign(sent.start(), sent.user(), accepted.values());
        return problems.isEmpty()
                ? answers
                : new FormAnswers.Rejected(problems, sent.start().form().typed(sent.posted()));
    }

    private @Nullable Person subject(Sent sent) {
        return sent.start().aboutAnother()
                ? starts.child(sent.user(), sent.about()).orElse(null)
                : null;
    }

    private Map<String, Object> known(Sent sent) {
        return starts.known(sent.start(), sent.user(), subject(sent));
    }

    private FormFilling typed(Sent sent) {
        return FormFilling.of(known(sent)).typed(sent.start().form().typed(sent.posted()));
    }

    private String again(
            Sent sent, FormAnswers.Rejected rejected, Locale locale, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        FormFilling filling = FormFilling.of(known(sent)).rejected(rejected.problems(), rejected.typed());
        return form(sent, filling, locale, model);
    }

    private String form(Sent sent, FormFilling filling, Locale locale, Model model) {
        heading(sent.start(), locale, model);
        model.addAttribute("form", forms.view(sent.start().form(), filling, locale));
        Person subject = subject(sent);
        model.addAttribute(
                "facts",
                starts.facts(
                        sent.start().aboutAnother()
                                ? subject
                                : starts.me(sent.user()).orElse(null),
                        locale));
        state(sent, model);
        return "portal/start";
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
        sent.start()
                .form()
                .typed(sent.posted())
                .forEach((name, values) -> values.forEach(value -> carried.add(new Carried(name, value))));
        return carried;
    }
}

package org.samspill.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.catalogue.Form;
import org.samspill.catalogue.FormAnswers;
import org.samspill.catalogue.FormFilling;
import org.samspill.catalogue.Forms;
import org.samspill.catalogue.LifeEvents;
import org.samspill.journeys.Journey;
import org.samspill.privacy.Question;
import org.samspill.web.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Asking why somebody looked, saying that a datum is wrong, and asking for erasure; each becomes work of the organisation concerned. */
@Controller
class AskController {

    private final Reader reader;
    private final Standings standings;
    private final Seen seen;
    private final Known known;
    private final MyQuestions questions;
    private final LifeEvents lifeEvents;
    private final Forms forms;
    private final PlainWords words;

    AskController(
            Reader reader,
            Standings standings,
            Seen seen,
            Known known,
            MyQuestions questions,
            LifeEvents lifeEvents,
            Forms forms,
            PlainWords words) {
        this.reader = reader;
        this.standings = standings;
        this.seen = seen;
        this.known = known;
        this.questions = questions;
        this.lifeEvents = lifeEvents;
        this.forms = forms;
        this.words = words;
    }

    @GetMapping("/my/journeys/{id}/ask")
    String ask(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Long look,
            @RequestParam(required = false) @Nullable String datum,
            @RequestParam(required = false) @Nullable String erase,
            CurrentUser user,
            Locale locale,
            Model model) {
        Journey journey = standings.readable(id, user).journey();
        MyQuestions.Subject subject = subject(journey, look, datum, erase, user, locale);
        return page(journey, subject, FormFilling.of(Map.of()), Once.fresh(), user, locale, model);
    }

    @PostMapping("/my/journeys/{id}/ask")
    String send(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Long look,
            @RequestParam(required = false) @Nullable String datum,
            @RequestParam(required = false) @Nullable String erase,
            CurrentUser user,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        Journey journey = standings.readable(id, user).journey();
        MyQuestions.Subject subject = subject(journey, look, datum, erase, user, locale);
        String once = Once.of(request);
        FormAnswers answers = forms.read(form(subject), request.getParameterMap(), Map.of());
        if (answers instanceof FormAnswers.Rejected rejected) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            FormFilling filling = FormFilling.of(Map.of()).rejected(rejected.problems(), rejected.typed());
            return page(journey, subject, filling, once, user, locale, model);
        }
        Object text = ((FormAnswers.Accepted) answers).values().get("question.text");
        // What the organisation reads is in Norwegian, whichever language the citizen reads in.
        Locale theirs = Locale.forLanguageTag("nb");
        questions.ask(
                journey,
                subject(journey, look, datum, erase, user, theirs),
                text instanceof String typed && !typed.isBlank() ? typed : null,
                once,
                user);
        redirect.addFlashAttribute(
                "status",
                words.text(
                        locale,
                        "portal.question.status",
                        reader.organisations(journey, user).of(subject.organisation(), locale)));
        return "redirect:/my/journeys/" + id
                + (subject.kind() == Question.Kind.EXPLANATION ? "/seen#look-" + subject.disclosure() : "/known");
    }

    private MyQuestions.Subject subject(
            Journey journey,
            @Nullable Long look,
            @Nullable String datum,
            @Nullable String erase,
            CurrentUser user,
            Locale locale) {
        Optional<MyQuestions.Subject> subject = look != null
                ? seen.subject(journey, look, user, locale)
                : datum != null ? known.subject(journey, datum, user, locale) : erasure(journey, erase, locale);
        return subject.orElseThrow(
                () -> new Problem(HttpStatus.NOT_FOUND, "unknown-subject", "portal.problem.question"));
    }

    /** {@code journey} and {@code everything} are what can be erased. */
    private Optional<MyQuestions.Subject> erasure(Journey journey, @Nullable String erase, Locale locale) {
        Question.Kind kind = "journey".equals(erase)
                ? Question.Kind.ERASURE
                : "everything".equals(erase) ? Question.Kind.FORGETTING : null;
        return kind == null ? Optional.empty() : questions.erasure(journey, kind, locale);
    }

    private Form form(MyQuestions.Subject subject) {
        String form =
                switch (subject.kind()) {
                    case EXPLANATION -> "ask-explanation";
                    case CORRECTION -> "say-wrong";
                    case ERASURE, FORGETTING -> "ask-erasure";
                };
        return lifeEvents
                .find(MyQuestions.LIFE_EVENT)
                .flatMap(lifeEvent -> lifeEvent.form(form))
                .orElseThrow(() -> new Problem(HttpStatus.NOT_FOUND, "unknown-subject", "portal.problem.question"));
    }

    private String page(
            Journey journey,
            MyQuestions.Subject subject,
            FormFilling filling,
            String once,
            CurrentUser user,
            Locale locale,
            Model model) {
        model.addAttribute("id", journey.id().value());
        model.addAttribute("lifeEvent", reader.title(journey, locale));
        model.addAttribute("about", reader.about(journey, user));
        model.addAttribute("subject", subject);
        model.addAttribute("kind", subject.kind().name().toLowerCase(Locale.ROOT));
        model.addAttribute("organisation", reader.organisations(journey, user).of(subject.organisation(), locale));
        model.addAttribute("form", forms.view(form(subject), filling, locale));
        model.addAttribute("once", once);
        return "portal/ask";
    }
}

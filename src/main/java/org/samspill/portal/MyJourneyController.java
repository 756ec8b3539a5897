package org.samspill.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.Standing;
import org.samspill.catalogue.EventType;
import org.samspill.catalogue.Form;
import org.samspill.catalogue.FormAnswers;
import org.samspill.catalogue.FormFilling;
import org.samspill.catalogue.Forms;
import org.samspill.catalogue.LifeEvent;
import org.samspill.journeys.Involvement;
import org.samspill.journeys.Journey;
import org.samspill.journeys.Journeys;
import org.samspill.web.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One journey for someone who takes part: how it stands, what she can tell it, her consents, and who has seen what. */
@Controller
class MyJourneyController {

    private final Journeys journeys;
    private final MyJourneys pages;
    private final Reader reader;
    private final Standings standings;
    private final Seen seen;
    private final Forms forms;
    private final Sendings sendings;
    private final PlainWords words;

    MyJourneyController(
            Journeys journeys,
            MyJourneys pages,
            Reader reader,
            Standings standings,
            Seen seen,
            Forms forms,
            Sendings sendings,
            PlainWords words) {
        this.journeys = journeys;
        this.pages = pages;
        this.reader = reader;
        this.standings = standings;
        this.seen = seen;
        this.forms = forms;
        this.sendings = sendings;
        this.words = words;
    }

    @GetMapping("/my/journeys/{id}")
    @Transactional
    String journey(
            @PathVariable String id, CurrentUser user, Locale locale, HttpServletResponse response, Model model) {
        Involvement involvement = standings.known(id, user);
        Standing standing = reader.standing(involvement).orElseThrow();
        if (!standing.sees()) {
            heading(involvement, user, locale, model);
            model.addAttribute("page", standings.page(involvement, standing, locale));
            response.setStatus(HttpStatus.FORBIDDEN.value());
            return "portal/standing";
        }
        model.addAttribute("page", pages.page(involvement, user, locale));
        model.addAttribute("standing", standings.note(standing, locale));
        return "portal/journey";
    }

    /** The receipt of a start. */
    @GetMapping("/my/journeys/{id}/started")
    @Transactional
    String started(@PathVariable String id, CurrentUser user, Locale locale, Model model) {
        model.addAttribute("page", pages.page(standings.readable(id, user), user, locale));
        return "portal/started";
    }

    @GetMapping("/my/journeys/{id}/seen")
    String seen(@PathVariable String id, CurrentUser user, Locale locale, Model model) {
        Involvement involvement = standings.readable(id, user);
        heading(involvement, user, locale, model);
        model.addAttribute("seen", seen.of(involvement.journey(), user, locale));
        return "portal/seen";
    }

    @GetMapping("/my/journeys/{id}/consents/{scope}/withdraw")
    String askWithdraw(
            @PathVariable String id, @PathVariable String scope, CurrentUser user, Locale locale, Model model) {
        Involvement involvement = standings.readable(id, user);
        Journey journey = involvement.journey();
        heading(involvement, user, locale, model);
        model.addAttribute("consent", consent(journey, scope, user, locale));
        model.addAttribute("stopping", pages.stopping(journey, scope, user, locale));
        return "portal/withdraw";
    }

    @PostMapping("/my/journeys/{id}/consents/{scope}/withdraw")
    String withdraw(
            @PathVariable String id,
            @PathVariable String scope,
            CurrentUser user,
            Locale locale,
            RedirectAttributes redirect) {
        Journey journey = standings.readable(id, user).journey();
        String title = consent(journey, scope, user, locale).title();
        boolean withdrawn = journeys.again(() -> journeys.withdraw(journey.id(), scope, user.person()));
        redirect.addFlashAttribute(
                "status", words.text(locale, withdrawn ? "portal.withdrawn" : "portal.withdrawn.before", title));
        return "redirect:/my/journeys/" + id;
    }

    private JourneyPage.Consent consent(Journey journey, String scope, CurrentUser user, Locale locale) {
        return pages.consents(journey, user, locale).stream()
                .filter(consent -> consent.scope().equals(scope))
                .findFirst()
                .orElseThrow(() -> new Problem(HttpStatus.NOT_FOUND, "unknown-consent", "portal.problem.consent"));
    }

    @GetMapping("/my/journeys/{id}/messages/{event}")
    String write(@PathVariable String id, @PathVariable String event, CurrentUser user, Locale locale, Model model) {
        Involvement involvement = toTell(id, event, user);
        LifeEvent lifeEvent = journeys.lifeEventOf(involvement.journey());
        EventType message = message(involvement, lifeEvent, event);
        if (!awaited(involvement, message)) {
            return over(involvement, message, List.of(), user, locale, model);
        }
        Form form = Form.ofEvent(message, lifeEvent.data());
        return message(involvement, message, form, FormFilling.of(Map.of()), user, locale, model);
    }

    @PostMapping("/my/journeys/{id}/messages/{event}")
    String send(
            @PathVariable String id,
            @PathVariable String event,
            CurrentUser user,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        Involvement involvement = toTell(id, event, user);
        LifeEvent lifeEvent = journeys.lifeEventOf(involvement.journey());
        EventType message = message(involvement, lifeEvent, event);
        Form form = Form.ofEvent(message, lifeEvent.data());
        FormAnswers answers = forms.read(form, request.getParameterMap(), Map.of());
        if (answers instanceof FormAnswers.Rejected rejected && awaited(involvement, message)) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            FormFilling filling = FormFilling.of(Map.of()).rejected(rejected.problems(), rejected.typed());
            return message(involvement, message, form, filling, user, locale, model);
        }
        Map<String, List<String>> typed = form.typed(request.getParameterMap());
        if (answers instanceof FormAnswers.Accepted accepted
                && sent(involvement.journey(), message, accepted, typed, user, request)) {
            redirect.addFlashAttribute(
                    "status",
                    words.text(locale, "portal.message.sent", message.title().in(locale)));
            return "redirect:/my/journeys/" + id;
        }
        response.setStatus(HttpStatus.CONFLICT.value());
        return over(involvement, message, Unsent.of(form, typed, words, locale), user, locale, model);
    }

    /** Sends what this form says, once however often it is pressed; false when nothing waits for it any more. */
    private boolean sent(
            Journey journey,
            EventType message,
            FormAnswers.Accepted answers,
            Map<String, List<String>> typed,
            CurrentUser user,
            HttpServletRequest request) {
        String once = Once.of(request);
        if (!sendings.first(user.person(), once, typed)) {
            return true;
        }
        boolean sent = false;
        try {
            sent = deliver(journey, message, answers, user);
            return sent;
        } finally {
            if (!sent) {
                sendings.failed(user.person(), once);
            }
        }
    }

    /** Sends the message if it is still waited for; false when it is not. Another step of the journey that wins the race makes it look anew. */
    private boolean deliver(Journey journey, EventType message, FormAnswers.Accepted answers, CurrentUser user) {
        return journeys.again(() -> {
            if (!awaited(reader.now(journey, user), message)) {
                return false;
            }
            journeys.deliver(journey.id(), message.name(), answers.values(), null, user.person());
            return true;
        });
    }

    private boolean awaited(Involvement involvement, EventType message) {
        return pages.messages(involvement).contains(message);
    }

    /** A message that nothing waits for any more: why, and what was typed. */
    private String over(
            Involvement involvement,
            EventType message,
            List<Unsent> unsent,
            CurrentUser user,
            Locale locale,
            Model model) {
        heading(involvement, user, locale, model);
        model.addAttribute("message", message.title().in(locale));
        model.addAttribute("unsent", unsent);
        return "portal/message-over";
    }

    /** A message that the reader's role may send, whether or not it is waited for now. */
    private EventType message(Involvement involvement, LifeEvent lifeEvent, String event) {
        return Optional.ofNullable(lifeEvent.events().get(event))
                .filter(message -> pages.mayTell(involvement, message))
                .orElseThrow(() -> new Problem(HttpStatus.NOT_FOUND, "unknown-message", "portal.problem.message"));
    }

    private String message(
            Involvement involvement,
            EventType message,
            Form form,
            FormFilling filling,
            CurrentUser user,
            Locale locale,
            Model model) {
        heading(involvement, user, locale, model);
        model.addAttribute("event", message.name());
        model.addAttribute("message", message.title().in(locale));
        model.addAttribute("form", forms.view(form, filling, locale));
        model.addAttribute("once", Once.fresh());
        return "portal/message";
    }

    private void heading(Involvement involvement, CurrentUser user, Locale locale, Model model) {
        Journey journey = involvement.journey();
        model.addAttribute("id", journey.id().value());
        model.addAttribute("heading", journeys.lifeEventOf(journey).title().in(locale));
        model.addAttribute("about", reader.about(involvement, user));
    }

    /** The journey for a message: one who may not read it may still have something to say in it. */
    private Involvement toTell(String id, String event, CurrentUser user) {
        Involvement involvement = standings.known(id, user);
        EventType message = journeys.lifeEventOf(involvement.journey()).events().get(event);
        return message != null && pages.mayTell(involvement, message) ? involvement : standings.readable(id, user);
    }
}

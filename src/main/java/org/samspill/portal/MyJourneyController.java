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
        Journey journey = known(id, user);
        Standing standing = reader.standing(journey, user).orElseThrow();
        if (!standing.sees()) {
            heading(journey, user, locale, model);
            model.addAttribute("page", standings.page(journey, standing, user, locale));
            response.setStatus(HttpStatus.FORBIDDEN.value());
            return "portal/standing";
        }
        model.addAttribute("page", pages.page(journey, user, locale));
        model.addAttribute("standing", standings.note(standing, locale));
        return "portal/journey";
    }

    /** The receipt of a start. */
    @GetMapping("/my/journeys/{id}/started")
    String started(@PathVariable String id, CurrentUser user, Locale locale, Model model) {
        model.addAttribute("page", pages.page(find(id, user), user, locale));
        return "portal/started";
    }

    @GetMapping("/my/journeys/{id}/seen")
    String seen(@PathVariable String id, CurrentUser user, Locale locale, Model model) {
        Journey journey = find(id, user);
        heading(journey, user, locale, model);
        model.addAttribute("seen", seen.of(journey, user, locale));
        return "portal/seen";
    }

    @GetMapping("/my/journeys/{id}/consents/{scope}/withdraw")
    String askWithdraw(
            @PathVariable String id, @PathVariable String scope, CurrentUser user, Locale locale, Model model) {
        Journey journey = find(id, user);
        heading(journey, user, locale, model);
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
        Journey journey = find(id, user);
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
        Journey journey = toTell(id, event, user);
        LifeEvent lifeEvent = journeys.lifeEventOf(journey);
        EventType message = message(journey, lifeEvent, event, user);
        if (!awaited(journey, lifeEvent, message, user)) {
            return over(journey, message, List.of(), user, locale, model);
        }
        Form form = Form.ofEvent(message, lifeEvent.data());
        return message(journey, message, form, FormFilling.of(Map.of()), user, locale, model);
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
        Journey journey = toTell(id, event, user);
        LifeEvent lifeEvent = journeys.lifeEventOf(journey);
        EventType message = message(journey, lifeEvent, event, user);
        Form form = Form.ofEvent(message, lifeEvent.data());
        FormAnswers answers = forms.read(form, request.getParameterMap(), Map.of());
        if (answers instanceof FormAnswers.Rejected rejected && awaited(journey, lifeEvent, message, user)) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            FormFilling filling = FormFilling.of(Map.of()).rejected(rejected.problems(), rejected.typed());
            return message(journey, message, form, filling, user, locale, model);
        }
        Map<String, List<String>> typed = form.typed(request.getParameterMap());
        if (answers instanceof FormAnswers.Accepted accepted
                && sent(journey, message, accepted, typed, user, request)) {
            redirect.addFlashAttribute(
                    "status",
                    words.text(locale, "portal.message.sent", message.title().in(locale)));
            return "redirect:/my/journeys/" + id;
        }
        response.setStatus(HttpStatus.CONFLICT.value());
        return over(journey, message, Unsent.of(form, typed, words, locale), user, locale, model);
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
            Journey now = journeys.find(journey.id()).orElseThrow();
            if (!awaited(now, journeys.lifeEventOf(now), message, user)) {
                return false;
            }
            journeys.deliver(now.id(), message.name(), answers.values(), null, user.person());
            return true;
        });
    }

    private boolean awaited(Journey journey, LifeEvent lifeEvent, EventType message, CurrentUser user) {
        return pages.messages(journey, lifeEvent, user).contains(message);
    }

    /** A message that nothing waits for any more: why, and what was typed. */
    private String over(
            Journey journey, EventType message, List<Unsent> unsent, CurrentUser user, Locale locale, Model model) {
        heading(journey, user, locale, model);
        model.addAttribute("message", message.title().in(locale));
        model.addAttribute("unsent", unsent);
        return "portal/message-over";
    }

    /** A message that the reader's role may send, whether or not it is waited for now. */
    private EventType message(Journey journey, LifeEvent lifeEvent, String event, CurrentUser user) {
        return Optional.ofNullable(lifeEvent.events().get(event))
                .filter(message -> pages.mayTell(journey, message, user))
                .orElseThrow(() -> new Problem(HttpStatus.NOT_FOUND, "unknown-message", "portal.problem.message"));
    }

    private String message(
            Journey journey,
            EventType message,
            Form form,
            FormFilling filling,
            CurrentUser user,
            Locale locale,
            Model model) {
        heading(journey, user, locale, model);
        model.addAttribute("event", message.name());
        model.addAttribute("message", message.title().in(locale));
        model.addAttribute("form", forms.view(form, filling, locale));
        model.addAttribute("once", Once.fresh());
        return "portal/message";
    }

    private void heading(Journey journey, CurrentUser user, Locale locale, Model model) {
        model.addAttribute("id", journey.id().value());
        model.addAttribute("heading", journeys.lifeEventOf(journey).title().in(locale));
        model.addAttribute("about", reader.about(List.of(journey), user).get(journey.id()));
    }

    /** The journey, to be read now. */
    private Journey find(String id, CurrentUser user) {
        return standings.readable(id, user);
    }

    /** The journey for a message: one who may not read it may still have something to say in it. */
    private Journey toTell(String id, String event, CurrentUser user) {
        Journey journey = known(id, user);
        EventType message = journeys.lifeEventOf(journey).events().get(event);
        return message != null && pages.mayTell(journey, message, user) ? journey : find(id, user);
    }

    private Journey known(String id, CurrentUser user) {
        return reader.journey(id, user)
                .orElseThrow(() -> new Problem(HttpStatus.NOT_FOUND, "unknown-journey", "portal.problem.journey"));
    }
}

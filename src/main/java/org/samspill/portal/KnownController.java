package org.samspill.portal;

import java.time.LocalDate;
import java.util.Locale;
import org.samspill.actors.CurrentUser;
import org.samspill.journeys.Involvement;
import org.samspill.journeys.Journey;
import org.samspill.privacy.Question;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What a journey knows, where it came from and when it goes; and where to ask for it to go before. */
@Controller
class KnownController {

    private final Reader reader;
    private final Standings standings;
    private final Known known;
    private final Stays stays;
    private final MyQuestions questions;
    private final PlainWords words;

    KnownController(
            Reader reader, Standings standings, Known known, Stays stays, MyQuestions questions, PlainWords words) {
        this.reader = reader;
        this.standings = standings;
        this.known = known;
        this.stays = stays;
        this.questions = questions;
        this.words = words;
    }

    @GetMapping("/my/journeys/{id}/known")
    String known(@PathVariable String id, CurrentUser user, Locale locale, Model model) {
        Involvement involvement = standings.readable(id, user);
        Journey journey = involvement.journey();
        LocalDate goesOn = stays.goesOn(journey);
        model.addAttribute("id", journey.id().value());
        model.addAttribute("heading", reader.title(journey, locale));
        model.addAttribute("about", reader.about(involvement, user));
        model.addAttribute("open", journey.open());
        model.addAttribute("goesOn", goesOn == null ? null : words.date(goesOn, locale));
        // Before what is known, which counts the answers as read.
        model.addAttribute("erasures", questions.erasures(journey, user, locale));
        model.addAttribute(
                "mayErase",
                questions.erasure(journey, Question.Kind.ERASURE, locale).isPresent());
        model.addAttribute("known", known.of(journey, user, locale));
        return "portal/known";
    }
}

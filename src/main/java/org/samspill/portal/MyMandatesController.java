package org.samspill.portal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.samspill.actors.AssuranceLevel;
import org.samspill.actors.Capacity;
import org.samspill.actors.Circles;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.Mandates;
import org.samspill.actors.Mandates.Kind;
import org.samspill.actors.Mandates.Mandate;
import org.samspill.actors.Matter;
import org.samspill.actors.People;
import org.samspill.actors.Person;
import org.samspill.actors.PersonId;
import org.samspill.actors.Standing;
import org.samspill.actors.Ties;
import org.samspill.identity.StepUp;
import org.samspill.web.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who may act for whom: for whom a citizen acts and why, and whom she has asked to act for her. */
@Controller
class MyMandatesController {

    private final Circles circles;
    private final Mandates mandates;
    private final People people;
    private final Standings standings;
    private final PlainWords words;

    MyMandatesController(Circles circles, Mandates mandates, People people, Standings standings, PlainWords words) {
        this.circles = circles;
        this.mandates = mandates;
        this.people = people;
        this.standings = standings;
        this.words = words;
    }

    /**
     * Someone on the page.
     *
     * @param place in the list: addresses and forms carry it, so that they name nobody
     * @param why the rule, in words; empty where a button says it all
     */
    record Line(int place, String name, String why, boolean asked) {}

    @GetMapping("/my/mandates")
    String page(CurrentUser user, Locale locale, Model model) {
        sure(user);
        Ties ties = circles.of(user.person());
        Standing own = mandates.of(ties, user.person());
        model.addAttribute("own", standings.note(own, locale));
        model.addAttribute("others", others(ties, locale));
        model.addAttribute("mayAsk", own.may(Matter.HEALTH));
        model.addAttribute("forMe", own.may(Matter.HEALTH) ? forMe(user) : List.of());
        return "portal/mandates";
    }

    @PostMapping("/my/mandates/ask")
    String ask(@RequestParam int place, CurrentUser user, Locale locale, RedirectAttributes redirect) {
        sure(user);
        Person other = at(place, user);
        boolean asked = mandates.ask(user.person(), other.id());
        redirect.addFlashAttribute(
                "status",
                words.text(locale, asked ? "portal.mandates.asked" : "portal.mandates.nothing", other.name()));
        return "redirect:/my/mandates";
    }

    @PostMapping("/my/mandates/take-back")
    String takeBack(@RequestParam int place, CurrentUser user, Locale locale, RedirectAttributes redirect) {
        sure(user);
        Person other = at(place, user);
        boolean ended = mandates.takeBack(user.person(), other.id());
        redirect.addFlashAttribute(
                "status",
                words.text(locale, ended ? "portal.mandates.ended" : "portal.mandates.nothing", other.name()));
        return "redirect:/my/mandates";
    }

    private List<Line> others(Ties ties, Locale locale) {
        Set<PersonId> subjects = new LinkedHashSet<>();
        ties.held().forEach(each -> subjects.add(each.subject()));
        Map<PersonId, String> names = people.names(subjects);
        List<Line> lines = new ArrayList<>();
        for (PersonId subject : subjects) {
            Standing standing = mandates.of(ties, subject);
            // Whose parent she was, she need not be reminded of for the rest of their lives.
            if (standing.capacity() != null) {
                lines.add(new Line(
                        lines.size() + 1,
                        Objects.requireNonNullElse(names.get(subject), ""),
                        standings.why(standing, locale),
                        standing.capacity() == Capacity.PROXY));
            }
        }
        return lines;
    }

    private List<Line> forMe(CurrentUser user) {
        Set<PersonId> asked = new LinkedHashSet<>();
        for (Mandate each : mandates.over(user.person())) {
            if (each.kind() == Kind.PROXY) {
                asked.add(each.holder());
            }
        }
        List<Line> lines = new ArrayList<>();
        candidates(user)
                .forEach(person ->
                        lines.add(new Line(lines.size() + 1, person.name(), "", asked.contains(person.id()))));
        return lines;
    }

    /** Whom she can ask: her parents, as the register has them, and whoever she has asked already. */
    private List<Person> candidates(CurrentUser user) {
        Set<PersonId> ids = new LinkedHashSet<>();
        people.guardiansOf(user.person()).forEach(guardian -> ids.add(guardian.id()));
        mandates.over(user.person()).stream()
                .filter(each -> each.kind() == Kind.PROXY)
                .forEach(each -> ids.add(each.holder()));
        return ids.stream()
                .map(people::find)
                .flatMap(java.util.Optional::stream)
                .toList();
    }

    private Person at(int place, CurrentUser user) {
        List<Person> candidates = candidates(user);
        if (place < 1 || place > candidates.size()) {
            throw new Problem(HttpStatus.NOT_FOUND, "unknown-person", "portal.problem.person");
        }
        return candidates.get(place - 1);
    }

    /** Who acts for whom is decided by people of whom we are quite sure who they are. */
    private static void sure(CurrentUser user) {
        if (!user.level().reaches(AssuranceLevel.HIGH)) {
            throw new StepUp();
        }
    }
}

package org.samspill.casework;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.PersonId;
import org.samspill.actors.Text;
import org.samspill.journeys.Journey;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Journeys;
import org.samspill.privacy.Exemption;
import org.samspill.privacy.Exemptions;
import org.samspill.web.FieldProblem;
import org.samspill.web.Problem;
import org.samspill.work.JointConsent;
import org.samspill.work.WorkItems;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who of a child's parents need not be asked for consents, and why; for those alone who have the right to decide it. */
@Controller
class ExemptionController {

    static final int LONGEST_BASIS = 255;
    static final int LONGEST_EXPLANATION = 2000;

    private final Journeys journeys;
    private final WorkItems items;
    private final JointConsent joint;
    private final Exemptions exemptions;
    private final Names.Book names;
    private final Says says;

    ExemptionController(
            Journeys journeys,
            WorkItems items,
            JointConsent joint,
            Exemptions exemptions,
            Names.Book names,
            Says says) {
        this.journeys = journeys;
        this.items = items;
        this.joint = joint;
        this.exemptions = exemptions;
        this.names = names;
        this.says = says;
    }

    /**
     * One who has parental responsibility.
     *
     * @param place in the list: forms carry it, so that no address names anybody
     */
    record Parent(int place, String name) {}

    /** An exemption in words; {@code id} is null for one that has ended or that the register decides. */
    record Line(@Nullable String id, String who, String why, String basis, String explanation, String when) {}

    @GetMapping("/journeys/{id}/exemptions")
    String page(@PathVariable String id, CurrentUser user, Locale locale, Model model) {
        return page(journey(id, user), user, locale, model, 0, "", "", List.of());
    }

    @PostMapping("/journeys/{id}/exemptions")
    String decide(
            @PathVariable String id,
            @RequestParam(defaultValue = "0") int parent,
            @RequestParam(defaultValue = "") String basis,
            @RequestParam(defaultValue = "") String explanation,
            CurrentUser user,
            Locale locale,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        Journey journey = journey(id, user);
        List<PersonId> parents = List.copyOf(parents(journey, user).keySet());
        List<FieldProblem> problems = new ArrayList<>();
        if (parent < 1 || parent > parents.size()) {
            problems.add(new FieldProblem("parent", says.text(locale, "casework.exemptions.parent.needed")));
        }
        check(problems, "basis", basis, LONGEST_BASIS, locale);
        check(problems, "explanation", explanation, LONGEST_EXPLANATION, locale);
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return page(journey, user, locale, model, parent, basis, explanation, problems);
        }
        boolean decided = joint.exempt(journey.id(), parents.get(parent - 1), basis.strip(), explanation.strip(), user);
        redirect.addFlashAttribute(
                "status", says.text(locale, decided ? "casework.exemptions.done" : "casework.exemptions.before"));
        return "redirect:/journeys/" + id + "/exemptions";
    }

    @PostMapping("/journeys/{id}/exemptions/{exemption}/end")
    String end(
            @PathVariable String id,
            @PathVariable String exemption,
            CurrentUser user,
            Locale locale,
            RedirectAttributes redirect) {
        Journey journey = journey(id, user);
        PersonId whom = exemptions.all(journey.id().value()).stream()
                .filter(each -> each.id().equals(exemption) && each.decidedBy() != null)
                .map(Exemption::person)
                .findFirst()
                .orElseThrow(
                        () -> new Problem(HttpStatus.NOT_FOUND, "unknown-exemption", "casework.problem.exemption"));
        joint.end(journey.id(), exemption, whom, user);
        redirect.addFlashAttribute("status", says.text(locale, "casework.exemptions.ended"));
        return "redirect:/journeys/" + id + "/exemptions";
    }

    private void check(List<FieldProblem> problems, String field, String words, int longest, Locale locale) {
        if (words.isBlank()) {
            problems.add(new FieldProblem(field, says.text(locale, "casework.exemptions." + field + ".needed")));
        } else if (words.length() > longest) {
            problems.add(new FieldProblem(field, says.text(locale, "casework.exemptions.too-long", longest)));
        }
    }

    private String page(
            Journey journey,
            CurrentUser user,
            Locale locale,
            Model model,
            int parent,
            String basis,
            String explanation,
            List<FieldProblem> problems) {
        Map<PersonId, String> parents = parents(journey, user);
        Set<PersonId> exempt = exemptions.of(journey.id().value());
        List<Parent> choices = new ArrayList<>();
        int place = 0;
        for (Map.Entry<PersonId, String> each : parents.entrySet()) {
            place++;
            if (!exempt.contains(each.getKey())) {
                choices.add(new Parent(place, each.getValue()));
            }
        }
        Names book = names.open(journey, user, locale);
        model.addAttribute("id", journey.id().value());
        model.addAttribute("lifeEvent", journeys.lifeEventOf(journey).title().in(locale));
        model.addAttribute("reference", JourneyPages.reference(journey));
        model.addAttribute("parents", choices);
        model.addAttribute(
                "exemptions",
                exemptions.all(journey.id().value()).stream()
                        .map(each -> line(each, parents, book, locale))
                        .toList());
        model.addAttribute("problems", problems);
        model.addAttribute("chosen", parent);
        model.addAttribute("basis", basis);
        model.addAttribute("explanation", explanation);
        return "casework/exemptions";
    }

    private Line line(Exemption exemption, Map<PersonId, String> parents, Names book, Locale locale) {
        String since = says.date(exemption.since(), locale);
        String by = exemption.decidedBy() == null
                ? says.text(locale, "casework.exemptions.by-register")
                : Objects.requireNonNullElse(book.organisation(exemption.organisation()), "");
        return new Line(
                exemption.endedAt() == null && exemption.decidedBy() != null ? exemption.id() : null,
                parents.getOrDefault(exemption.person(), says.text(locale, "casework.exemptions.unnamed")),
                says.text(
                        locale,
                        "casework.exemptions.reason."
                                + exemption.reason().name().toLowerCase(Locale.ROOT)),
                Objects.requireNonNullElse(exemption.legalBasis(), ""),
                Objects.requireNonNullElse(exemption.explanation(), ""),
                exemption.endedAt() == null
                        ? says.text(locale, "casework.exemptions.since", by, since)
                        : says.text(
                                locale, "casework.exemptions.over", by, since, says.date(exemption.endedAt(), locale)));
    }

    private Map<PersonId, String> parents(Journey journey, CurrentUser user) {
        return joint.parents(
                journey,
                user,
                new Text(
                        says.text(Locale.forLanguageTag("nb"), "casework.exemptions.purpose"),
                        says.text(Locale.ENGLISH, "casework.exemptions.purpose")));
    }

    /** Whoever has not the right is told that she has not, whether or not there is anything to see. */
    private Journey journey(String id, CurrentUser user) {
        Reader.organisation(user);
        Journey journey = JourneyId.parse(id)
                .filter(known -> items.takesPart(known, user))
                .flatMap(journeys::find)
                .orElseThrow(() -> new Problem(HttpStatus.NOT_FOUND, "unknown-journey", "casework.problem.journey"));
        if (!user.functions().contains(JointConsent.RIGHT)) {
            throw new Problem(HttpStatus.FORBIDDEN, "no-right", "casework.problem.exemptions");
        }
        return journey;
    }
}

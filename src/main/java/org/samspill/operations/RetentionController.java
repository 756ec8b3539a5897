package org.samspill.operations;

import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.samspill.actors.CurrentUser;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Journeys;
import org.samspill.privacy.Holds;
import org.samspill.privacy.RetentionRun;
import org.samspill.web.FieldProblem;
import org.samspill.web.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What goes and when, what is held back and why; a run at once, and legal holds that are set and lifted. */
@Controller
class RetentionController {

    /** Days are typed as people in Norway write them, 20.11.2026, or as in the logs, 2026-11-20. */
    private static final DateTimeFormatter TYPED =
            DateTimeFormatter.ofPattern("[d.M.uuuu][uuuu-MM-dd]").withResolverStyle(ResolverStyle.STRICT);

    private static final String PAGE = "redirect:/operations/retention";

    private final RetentionPage page;
    private final RetentionRun run;
    private final Holds holds;
    private final Journeys journeys;
    private final OperationsWords words;

    RetentionController(RetentionPage page, RetentionRun run, Holds holds, Journeys journeys, OperationsWords words) {
        this.page = page;
        this.run = run;
        this.holds = holds;
        this.journeys = journeys;
        this.words = words;
    }

    @GetMapping("/operations/retention")
    String read(Locale locale, Model model) {
        return page.of(RetentionPage.Typed.NOTHING, List.of(), locale, model);
    }

    @PostMapping("/operations/retention/run")
    String runNow(Locale locale, RedirectAttributes redirect) {
        run.tryAgain();
        redirect.addFlashAttribute(
                "status",
                words.text(
                        locale,
                        run.run().isPresent()
                                ? "operations.retention.status.ran"
                                : "operations.retention.status.busy"));
        return PAGE;
    }

    @PostMapping("/operations/retention/holds")
    String hold(
            @RequestParam(defaultValue = "") String journey,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String until,
            CurrentUser operator,
            Locale locale,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        List<FieldProblem> problems = new ArrayList<>();
        Optional<JourneyId> found =
                JourneyId.parse(journey.strip()).filter(id -> journeys.find(id).isPresent());
        if (found.isEmpty()) {
            problems.add(new FieldProblem("journey", words.text(locale, "operations.retention.problem.journey")));
        }
        problems.addAll(page.reason("reason", reason, locale));
        Optional<LocalDate> day = day(until);
        if (!until.isBlank()
                && day.filter(last -> !last.isBefore(holds.today())).isEmpty()) {
            problems.add(new FieldProblem("until", words.text(locale, "operations.retention.problem.until")));
        }
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return page.of(RetentionPage.Typed.hold(journey, reason, until), problems, locale, model);
        }
        holds.set(found.orElseThrow().value(), reason.strip(), day.orElse(null), operator.person());
        redirect.addFlashAttribute("status", words.text(locale, "operations.retention.status.held"));
        return PAGE;
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text.strip(), TYPED));
        } catch (DateTimeParseException noDay) {
            return Optional.empty();
        }
    }

    @PostMapping("/operations/retention/holds/{id}/lift")
    String lift(@PathVariable String id, CurrentUser operator, Locale locale, RedirectAttributes redirect) {
        if (!holds.lift(id, operator.person())) {
            throw new Problem(HttpStatus.NOT_FOUND, "unknown-hold", "operations.retention.problem.hold");
        }
        redirect.addFlashAttribute("status", words.text(locale, "operations.retention.status.lifted"));
        return PAGE;
    }
}

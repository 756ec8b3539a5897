package org.samspill.operations;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.samspill.actors.CurrentUser;
import org.samspill.journeys.EarlyEnd;
import org.samspill.journeys.JourneyId;
import org.samspill.privacy.ErasureRequests.Ground;
import org.samspill.web.FieldProblem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Ending a running journey so that it can be erased. */
@Controller
class EarlyEndController {

    private final RetentionPage page;
    private final EarlyEnd early;
    private final OperationsWords words;

    EarlyEndController(RetentionPage page, EarlyEnd early, OperationsWords words) {
        this.page = page;
        this.early = early;
        this.words = words;
    }

    @PostMapping("/operations/retention/ends")
    String end(
            @RequestParam(defaultValue = "") String journey,
            @RequestParam(defaultValue = "") String ground,
            @RequestParam(defaultValue = "") String reason,
            CurrentUser operator,
            Locale locale,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        Optional<JourneyId> id = JourneyId.parse(journey.strip());
        Optional<Ground> why = Arrays.stream(Ground.values())
                .filter(each -> key(each).equals(ground))
                .findFirst();
        List<FieldProblem> problems = new ArrayList<>();
        if (id.isEmpty()) {
            problems.add(problem("end-journey", "problem.journey", locale));
        }
        if (why.isEmpty()) {
            problems.add(problem("end-ground", "end.problem.ground", locale));
        }
        problems.addAll(page.reason("end-reason", reason, locale));
        if (problems.isEmpty()) {
            EarlyEnd.Answer answer = early.end(id.orElseThrow(), why.orElseThrow(), reason.strip(), operator.person());
            if (answer == EarlyEnd.Answer.DECIDED) {
                redirect.addFlashAttribute("status", words.text(locale, "operations.retention.status.ended"));
                return "redirect:/operations/retention";
            }
            problems.add(problem(
                    "end-journey",
                    answer == EarlyEnd.Answer.UNKNOWN
                            ? "problem.journey"
                            : "end.problem." + answer.name().toLowerCase(Locale.ROOT),
                    locale));
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return page.of(RetentionPage.Typed.end(journey, ground, reason), problems, locale, model);
    }

    private FieldProblem problem(String field, String key, Locale locale) {
        return new FieldProblem(field, words.text(locale, "operations.retention." + key));
    }

    private static String key(Ground ground) {
        return ground.name().toLowerCase(Locale.ROOT);
    }
}

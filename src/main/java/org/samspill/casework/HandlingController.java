package org.samspill.casework;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.PersonId;
import org.samspill.casework.BulkView.Action;
import org.samspill.web.Htmx;
import org.samspill.web.Problem;
import org.samspill.work.Outcome;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who has a work item: claim and release from a row or from the item's page; claim and assign many after a preview, with one result each. */
@Controller
class HandlingController {

    private static final int MOST = 200;

    private final WorkItems items;
    private final Rows rows;
    private final Bulk bulk;
    private final Says says;

    HandlingController(WorkItems items, Rows rows, Bulk bulk, Says says) {
        this.items = items;
        this.rows = rows;
        this.bulk = bulk;
        this.says = says;
    }

    /** What a page needs to answer a wish about one item. */
    private record Wish(
            String id,
            @Nullable String back,
            CurrentUser user,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {}

    @PostMapping("/work/{id}/claim")
    String claim(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String back,
            CurrentUser user,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        return answer(
                items.claim(id, user),
                "casework.outcome.claimed",
                new Wish(id, back, user, locale, request, response, model, redirect));
    }

    @PostMapping("/work/{id}/release")
    String release(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String back,
            CurrentUser user,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        return answer(
                items.release(id, user),
                "casework.outcome.released",
                new Wish(id, back, user, locale, request, response, model, redirect));
    }

    /** The row as it stands now, for a script; without one, back to where the wish was made. What was not granted is said in both. */
    private String answer(Outcome outcome, String done, Wish wish) {
        if (outcome instanceof Outcome.NotFound) {
            throw new Problem(HttpStatus.NOT_FOUND, "unknown-work-item", "casework.problem.item");
        }
        String refusal = rows.refusal(outcome, wish.user(), wish.locale());
        if (refusal != null) {
            wish.response().setStatus(status(outcome).value());
        }
        if (Htmx.wantsPart(wish.request())) {
            WorkItem now = items.find(wish.id(), wish.user()).orElseThrow();
            wish.model().addAttribute("row", rows.of(now, refusal, wish.user(), wish.locale()));
            wish.model().addAttribute("said", refusal == null ? says.text(wish.locale(), done) : refusal);
            return "casework/row :: answer";
        }
        wish.response().setStatus(HttpStatus.OK.value());
        wish.redirect().addFlashAttribute("status", refusal == null ? says.text(wish.locale(), done) : refusal);
        return "redirect:" + back(wish.back());
    }

    private static HttpStatus status(Outcome outcome) {
        return outcome instanceof Outcome.CannotAssign ? HttpStatus.FORBIDDEN : HttpStatus.CONFLICT;
    }

    /** Only to pages of this room, whatever was sent. */
    private static String back(@Nullable String asked) {
        boolean ours = asked != null && asked.matches("/work([/?][A-Za-z0-9/?=&%+._~-]*)?");
        return ours && asked != null ? asked : "/work";
    }

    @GetMapping("/work/{id}/assign")
    String assign(@PathVariable String id, CurrentUser user, Locale locale, Model model) {
        items.find(id, user)
                .filter(item -> item.role() == null)
                .orElseThrow(() -> new Problem(HttpStatus.NOT_FOUND, "unknown-work-item", "casework.problem.item"));
        return preview(List.of(id), "assign", user, locale, model);
    }

    /** What would happen to the chosen items; changes nothing. */
    @PostMapping("/work/bulk")
    String preview(
            @RequestParam(name = "item", defaultValue = "") List<String> chosen,
            @RequestParam(defaultValue = "claim") String action,
            CurrentUser user,
            Locale locale,
            Model model) {
        Reader.organisation(user);
        model.addAttribute("bulk", bulk.preview(action(action), first(chosen), user, locale));
        return "casework/bulk";
    }

    @PostMapping("/work/bulk/do")
    String act(
            @RequestParam(name = "item", defaultValue = "") List<String> chosen,
            @RequestParam(defaultValue = "claim") String action,
            @RequestParam(defaultValue = "") String to,
            CurrentUser user,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        Reader.organisation(user);
        Action wanted = action(action);
        if (wanted == Action.ASSIGN && to.isBlank()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute(
                    "problems",
                    List.of(new org.samspill.web.FieldProblem("to", says.text(locale, "casework.bulk.to.needed"))));
            model.addAttribute("bulk", bulk.preview(wanted, first(chosen), user, locale));
        } else {
            model.addAttribute(
                    "bulk", bulk.act(wanted, first(chosen), to.isBlank() ? null : new PersonId(to), user, locale));
        }
        return "casework/bulk";
    }

    private static List<String> first(List<String> chosen) {
        return chosen.stream()
                .filter(id -> !id.isBlank())
                .distinct()
                .limit(MOST)
                .toList();
    }

    private static Action action(String key) {
        return Action.of(key)
                .orElseThrow(() -> new Problem(HttpStatus.BAD_REQUEST, "unknown-action", "casework.problem.action"));
    }
}

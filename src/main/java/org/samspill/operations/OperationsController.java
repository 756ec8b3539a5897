package org.samspill.operations;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.Organisation;
import org.samspill.web.Problem;
import org.samspill.work.WorkOperations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The operator's pages: what stands still, one incident with what trying again would do, and the trying. */
@Controller
class OperationsController {

    private static final Logger LOG = LoggerFactory.getLogger(OperationsController.class);

    private final Incidents incidents;
    private final WorkOperations work;
    private final Readings readings;
    private final AgencyBoard agencies;
    private final WebhookBoard webhooks;
    private final HealthBoard health;
    private final OperationsWords words;

    OperationsController(
            Incidents incidents,
            WorkOperations work,
            Readings readings,
            AgencyBoard agencies,
            WebhookBoard webhooks,
            HealthBoard health,
            OperationsWords words) {
        this.incidents = incidents;
        this.work = work;
        this.readings = readings;
        this.agencies = agencies;
        this.webhooks = webhooks;
        this.health = health;
        this.words = words;
    }

    @GetMapping("/operations")
    String overview(Model model, Locale locale) {
        model.addAttribute("view", words.view(incidents.all(), readings.newest(), locale));
        List<AgencyBoard.AgencyRow> rows = agencies.rows(locale);
        model.addAttribute(
                "withoutRight",
                work.withoutRight().stream().map(Organisation::name).toList());
        model.addAttribute("agencies", rows);
        model.addAttribute(
                "alarming",
                rows.stream().filter(AgencyBoard.AgencyRow::alarming).count());
        model.addAttribute("webhooks", webhooks.rows(locale));
        model.addAttribute("nodes", health.nodes(locale));
        model.addAttribute("queues", health.queues(locale));
        model.addAttribute("lag", health.lag(locale));
        return "operations/overview";
    }

    @GetMapping("/operations/incidents/{key}")
    String incident(@PathVariable String key, Model model, Locale locale) {
        Incident incident = incidents
                .find(key)
                .orElseThrow(() -> new Problem(HttpStatus.NOT_FOUND, "unknown-incident", "operations.problem.unknown"));
        model.addAttribute("incident", words.one(incident, locale));
        return "operations/incident";
    }

    /** Tries one piece again, or all that can lead anywhere; each piece stands in a transaction of its own, so that one that fails holds back none. */
    @PostMapping("/operations/incidents/{key}/retry")
    String retry(
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String piece,
            CurrentUser operator,
            Locale locale,
            RedirectAttributes redirect) {
        Incident incident = incidents.find(key).orElse(null);
        if (incident == null) {
            redirect.addFlashAttribute("status", words.text(locale, "operations.status.over"));
            return "redirect:/operations";
        }
        List<OperationsView.ResultRow> results = incident.pieces().stream()
                .filter(each -> piece == null || each.id().equals(piece))
                .map(each -> words.result(each, incidents.retry(incident, each), locale))
                .toList();
        if (results.isEmpty()) {
            redirect.addFlashAttribute("status", words.text(locale, "operations.status.over"));
            return "redirect:/operations";
        }
        long done = results.stream().filter(OperationsView.ResultRow::done).count();
        LOG.info("{} set {} of {} pieces of incident {} going again", operator, done, results.size(), key);
        redirect.addFlashAttribute("results", results);
        redirect.addFlashAttribute(
                "status", words.text(locale, "operations.status.retried", done, results.size() - done));
        return "redirect:/operations";
    }

    @PostMapping("/operations/agencies/{number}/start")
    String start(@PathVariable String number, CurrentUser operator, Locale locale, RedirectAttributes redirect) {
        return turn(number, true, operator, locale, redirect);
    }

    @PostMapping("/operations/agencies/{number}/stop")
    String stop(@PathVariable String number, CurrentUser operator, Locale locale, RedirectAttributes redirect) {
        return turn(number, false, operator, locale, redirect);
    }

    private String turn(String number, boolean on, CurrentUser operator, Locale locale, RedirectAttributes redirect) {
        String name = agencies.turn(number, on)
                .orElseThrow(() -> new Problem(
                        HttpStatus.NOT_FOUND, "unknown-agency", "operations.problem.unknown-agency", number));
        LOG.info("{} {} the machine of {}", operator, on ? "started" : "stopped", number);
        redirect.addFlashAttribute(
                "status", words.text(locale, on ? "operations.status.started" : "operations.status.stopped", name));
        return "redirect:/operations";
    }
}

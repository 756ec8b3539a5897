package org.samspill.operations;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.web.Problem;
import org.samspill.webhooks.Webhooks;
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

/** The operator's page of one subscription: the events that were laid aside, and sending them again. */
@Controller
class WebhookPages {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookPages.class);

    private final Webhooks webhooks;
    private final WebhookBoard board;
    private final OperationsWords words;

    WebhookPages(Webhooks webhooks, WebhookBoard board, OperationsWords words) {
        this.webhooks = webhooks;
        this.board = board;
        this.words = words;
    }

    @GetMapping("/operations/webhooks/{id}")
    String one(@PathVariable String id, Model model, Locale locale) {
        model.addAttribute("webhook", board.row(found(id), locale));
        model.addAttribute("dead", board.dead(id, locale));
        return "operations/webhook";
    }

    /** Sends one event again, or all that were laid aside. */
    @PostMapping("/operations/webhooks/{id}/replay")
    String replay(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String event,
            CurrentUser operator,
            Locale locale,
            RedirectAttributes redirect) {
        found(id);
        int sent = webhooks.replay(id, event);
        LOG.info("{} sends {} events of subscription {} again", operator, sent, id);
        redirect.addFlashAttribute("status", words.text(locale, "operations.status.replayed", sent));
        return "redirect:/operations/webhooks/" + id;
    }

    private Webhooks.Line found(String id) {
        return webhooks.find(id)
                .orElseThrow(() -> new Problem(
                        HttpStatus.NOT_FOUND, "unknown-subscription", "operations.problem.unknown-webhook"));
    }
}

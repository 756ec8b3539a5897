package org.samspill.operations;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Organisation;
import org.samspill.actors.Organisations;
import org.samspill.webhooks.Webhooks;
import org.springframework.stereotype.Component;

/** Where events go out to, in the operator's words: what waits, what was laid aside and why. */
@Component
class WebhookBoard {

    private final Webhooks webhooks;
    private final Organisations organisations;
    private final OperationsWords words;

    WebhookBoard(Webhooks webhooks, Organisations organisations, OperationsWords words) {
        this.webhooks = webhooks;
        this.organisations = organisations;
        this.words = words;
    }

    /**
     * One subscription.
     *
     * @param oldest how long ago the oldest waiting event happened; null when none waits
     * @param delivered how long ago its address last took one; null for never
     */
    record WebhookRow(
            String id,
            String name,
            String host,
            String state,
            String color,
            int waiting,
            @Nullable String oldest,
            int dead,
            @Nullable String delivered) {}

    /** An event that was laid aside. */
    record DeadRow(String id, String type, String journey, String since, int tries, String failure) {}

    List<WebhookRow> rows(Locale locale) {
        return webhooks.lines().stream().map(line -> row(line, locale)).toList();
    }

    WebhookRow row(Webhooks.Line line, Locale locale) {
        boolean failing = line.failures() > 0 && !line.state().equals("refused");
        return new WebhookRow(
                line.id(),
                organisations
                        .find(line.organisation())
                        .map(Organisation::name)
                        .orElse(line.organisation().value()),
                line.host(),
                words.text(locale, "operations.webhook.state." + (failing ? "failing" : line.state())),
                failing ? "danger" : line.state().equals("active") ? "success" : "warning",
                line.waiting(),
                line.oldest() == null ? null : words.age(line.oldest(), locale),
                line.dead(),
                line.deliveredAt() == null ? null : words.age(line.deliveredAt(), locale));
    }

    List<DeadRow> dead(String subscription, Locale locale) {
        return webhooks.laidAside(subscription).stream()
                .map(event -> new DeadRow(
                        event.id(),
                        event.type(),
                        event.journey(),
                        words.time(event.at(), locale),
                        event.tries(),
                        event.failure().startsWith("http-")
                                ? words.text(
                                        locale,
                                        "operations.webhook.failure.http",
                                        event.failure().substring(5))
                                : words.text(locale, "operations.webhook.failure." + event.failure())))
                .toList();
    }
}

package org.samspill.webhooks;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.OrganisationNumber;
import org.springframework.stereotype.Component;

/** What an operator sees and does about events on their way out: which addresses take them, what waits, and what was laid aside. No data of any journey. */
@Component
public class Webhooks {

    private static final int MOST = 500;

    private final Subscriptions subscriptions;
    private final OutboxStore outbox;
    private final Relay relay;

    Webhooks(Subscriptions subscriptions, OutboxStore outbox, Relay relay) {
        this.subscriptions = subscriptions;
        this.outbox = outbox;
        this.relay = relay;
    }

    /**
     * One subscription.
     *
     * @param host where its events go
     * @param state {@code waiting}, {@code active} or {@code refused}
     * @param failures how many tries in a row have failed
     * @param waiting events that wait to be delivered
     * @param oldest when the oldest of them happened; null when none waits
     * @param dead events that were laid aside after too many tries
     */
    public record Line(
            String id,
            OrganisationNumber organisation,
            String host,
            String state,
            int failures,
            @Nullable Instant deliveredAt,
            int waiting,
            @Nullable Instant oldest,
            int dead) {}

    /**
     * An event that was laid aside.
     *
     * @param failure what the last try said: {@code http-<status>}, {@code timeout}, {@code no-connection} ...
     */
    public record LaidAside(String id, String type, String journey, Instant at, int tries, String failure) {}

    /** Every subscription, those with events laid aside first, then those whose address is failing. */
    public List<Line> lines() {
        Map<String, OutboxStore.Count> counts = outbox.counts().stream()
                .collect(Collectors.toMap(OutboxStore.Count::subscription, Function.identity()));
        return subscriptions.all().stream()
                .map(each -> line(each, counts.getOrDefault(each.id(), new OutboxStore.Count(each.id(), 0, 0, null))))
                .sorted(Comparator.comparing(Line::dead)
                        .thenComparing(Line::failures)
                        .reversed())
                .toList();
    }

    private static Line line(Subscription each, OutboxStore.Count count) {
        return new Line(
                each.id(),
                each.organisation(),
                each.address().getHost(),
                each.state().name().toLowerCase(java.util.Locale.ROOT),
                each.failures(),
                each.deliveredAt(),
                count.waiting(),
                count.oldest(),
                count.dead());
    }

    public Optional<Line> find(String id) {
        return lines().stream().filter(line -> line.id().equals(id)).findFirst();
    }

    /** The oldest events of a subscription that were laid aside, at most 500. */
    public List<LaidAside> laidAside(String subscription) {
        return outbox.dead(subscription, MOST).stream()
                .map(dead -> new LaidAside(
                        dead.event().id(),
                        dead.event().type().wire(),
                        dead.event().journey(),
                        dead.event().at(),
                        dead.event().attempts(),
                        dead.failure()))
                .toList();
    }

    /** Sends what was laid aside anew: one event, or all of the subscription. Gives how many. */
    public int replay(String subscription, @Nullable String event) {
        return outbox.replay(subscription, event, Instant.now());
    }

    /** True while this node carries events out, or is not to. */
    public boolean alive() {
        return relay.alive();
    }
}

package org.samspill.webhooks;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.OrganisationNumber;
import org.samspill.web.Problem;
import org.samspill.webhooks.Subscription.State;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes and ends subscriptions. A new one begins with an event that asks its address whether it wants to be told, so that nobody is flooded by another's wish. */
@Component
class Subscribing {

    private static final int MOST = 20;

    private final Subscriptions subscriptions;
    private final Subscribers subscribers;
    private final OutboxStore outbox;
    private final Destinations destinations;

    Subscribing(Subscriptions subscriptions, Subscribers subscribers, OutboxStore outbox, Destinations destinations) {
        this.subscriptions = subscriptions;
        this.subscribers = subscribers;
        this.outbox = outbox;
        this.destinations = destinations;
    }

    /** A subscription and its secret, which is told this once. */
    record Made(Subscription subscription, String secret) {}

    @Transactional
    public Made subscribe(
            OrganisationNumber organisation, @Nullable String address, @Nullable List<@Nullable String> types) {
        URI where = where(address);
        Set<OutgoingType> wanted = wanted(types);
        if (subscriptions.of(organisation).size() >= MOST) {
            throw new Problem(HttpStatus.CONFLICT, "too-many-subscriptions", "webhooks.problem.many", MOST);
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Subscription made = new Subscription(
                UUID.randomUUID().toString(), organisation, where, wanted, State.WAITING, now, 0, null, null);
        subscriptions.insert(made);
        String secret = subscriptions.renewSecret(made.id(), now, Duration.ZERO);
        outbox.put(validation(made), now.plus(Subscribers.KNOWN_EVERYWHERE));
        subscribers.changed();
        return new Made(made, secret);
    }

    private static Outgoing validation(Subscription made) {
        return new Outgoing(
                0,
                UUID.randomUUID().toString(),
                made.id(),
                OutgoingType.VALIDATION,
                made.id(),
                null,
                null,
                null,
                null,
                null,
                null,
                made.createdAt(),
                0);
    }

    private URI where(@Nullable String address) {
        String refusal;
        try {
            URI where = new URI(address == null ? "" : address);
            refusal = destinations.refusal(where);
            if (refusal == null) {
                return where;
            }
        } catch (URISyntaxException broken) {
            refusal = "unreadable";
        }
        throw new Problem(HttpStatus.BAD_REQUEST, "wrong-request", "webhooks.problem.address." + refusal).at("address");
    }

    private static Set<OutgoingType> wanted(@Nullable List<@Nullable String> types) {
        Set<OutgoingType> wanted = EnumSet.noneOf(OutgoingType.class);
        for (String type : types == null ? List.<@Nullable String>of() : types) {
            wanted.add(OutgoingType.named(String.valueOf(type)).orElseThrow(() -> wrongTypes()));
        }
        if (wanted.isEmpty()) {
            throw wrongTypes();
        }
        return wanted;
    }

    private static Problem wrongTypes() {
        String all = Arrays.stream(OutgoingType.values())
                .filter(type -> type != OutgoingType.VALIDATION)
                .map(OutgoingType::wire)
                .collect(Collectors.joining(", "));
        return new Problem(HttpStatus.BAD_REQUEST, "wrong-request", "webhooks.problem.types", all).at("types");
    }

    List<Subscription> of(OrganisationNumber organisation) {
        return subscriptions.of(organisation);
    }

    Optional<Subscription> find(OrganisationNumber organisation, String id) {
        return subscriptions.find(id).filter(each -> each.organisation().equals(organisation));
    }

    String renewSecret(Subscription subscription, Instant now, Duration overlap) {
        return subscriptions.renewSecret(subscription.id(), now, overlap);
    }

    @Transactional
    public void end(Subscription subscription) {
        subscriptions.delete(subscription.id());
        outbox.forget(subscription.id());
        subscribers.changed();
    }
}

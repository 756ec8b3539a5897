package org.samspill.webhooks;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.OrganisationNumber;
import org.samspill.journeys.JourneyEvent.Kind;
import org.samspill.journeys.JourneyLog;
import org.samspill.journeys.LogFollower;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Puts what happens into the outbox, in the transaction of the step it tells of: a step that is undone tells nobody. An organisation hears of its own work,
 * and of what becomes of journeys that it has or had work in. Whether it may still be told is asked once more when the event leaves ({@link Telling}).
 */
@Component
class Outbox implements LogFollower {

    /** How the journey log says that somebody has said yes. */
    private static final String GIVEN = "given";

    /** How the journey log says whose the work was. */
    private static final String FROM = "from ";

    private final Subscribers subscribers;
    private final ObjectProvider<WorkItems> work;
    private final OutboxStore store;

    Outbox(Subscribers subscribers, ObjectProvider<WorkItems> work, OutboxStore store) {
        this.subscribers = subscribers;
        this.work = work;
        this.store = store;
    }

    @Override
    public void written(JourneyLog.Entry entry, Instant at) {
        if (entry.workItem() != null) {
            OutgoingType.ofWork(entry.kind()).ifPresent(type -> tell(type, entry.organisation(), entry, at));
            String before = entry.detail();
            if (entry.kind() == Kind.REROUTED && before != null && before.startsWith(FROM)) {
                tell(OutgoingType.WORK_ITEM_WITHDRAWN, before.substring(FROM.length()), entry, at);
            }
        } else if (entry.kind() != Kind.CONSENTED || GIVEN.equals(entry.outcome())) {
            OutgoingType.ofJourney(entry.kind()).ifPresent(type -> tellThoseWhoTakePart(type, entry, at));
        }
    }

    private void tell(OutgoingType type, @Nullable String organisation, JourneyLog.Entry entry, Instant at) {
        subscribers.to(type).stream()
                .filter(each -> each.organisation().value().equals(organisation))
                .forEach(each -> put(each, type, entry, at));
    }

    private void tellThoseWhoTakePart(OutgoingType type, JourneyLog.Entry entry, Instant at) {
        List<Subscription> wanting = subscribers.to(type);
        if (wanting.isEmpty()) {
            return;
        }
        String scope = type == OutgoingType.JOURNEY_ENDED ? null : entry.detail();
        Predicate<WorkItem> concerned = item -> scope == null || item.consents().contains(scope);
        List<OrganisationNumber> parts = work.getObject().ofJourney(entry.journey()).stream()
                .filter(concerned)
                .map(WorkItem::organisation)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        wanting.stream()
                .filter(each -> parts.contains(each.organisation()))
                .forEach(each -> put(each, type, entry, at));
    }

    private void put(Subscription to, OutgoingType type, JourneyLog.Entry entry, Instant at) {
        boolean ofWork = entry.workItem() != null;
        store.put(
                new Outgoing(
                        0,
                        UUID.randomUUID().toString(),
                        to.id(),
                        type,
                        entry.journey().value(),
                        entry.workItem(),
                        ofWork ? entry.process() : null,
                        ofWork ? entry.element() : null,
                        entry.service(),
                        ofWork || type == OutgoingType.JOURNEY_ENDED ? null : entry.detail(),
                        entry.dueAt(),
                        at,
                        0),
                Instant.now());
    }
}

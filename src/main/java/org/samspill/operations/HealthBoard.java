package org.samspill.operations;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Organisation;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.Organisations;
import org.samspill.catalogue.LifeEvents;
import org.samspill.webhooks.Webhooks;
import org.samspill.work.Queues.Queue;
import org.springframework.stereotype.Component;

/** The nodes and the queues in the operator's words. */
@Component
class HealthBoard {

    private static final int MOST = 50;

    private final Nodes nodes;
    private final Readings readings;
    private final LifeEvents lifeEvents;
    private final Organisations organisations;
    private final OperationsWords words;
    private final Clock clock;

    HealthBoard(
            Nodes nodes,
            Readings readings,
            LifeEvents lifeEvents,
            Organisations organisations,
            OperationsWords words,
            Clock clock) {
        this.nodes = nodes;
        this.readings = readings;
        this.lifeEvents = lifeEvents;
        this.organisations = organisations;
        this.words = words;
        this.clock = clock;
    }

    /** @param trouble what is wrong with the node, in words; null when nothing is */
    record NodeRow(
            String name,
            String since,
            String seen,
            String version,
            @Nullable String trouble) {}

    /**
     * One organisation's queue for one service.
     *
     * @param oldest how long ago the longest waiting came; null when none waits
     * @param due when the earliest promise runs out
     */
    record QueueRow(
            String name,
            String service,
            int waiting,
            int held,
            @Nullable String oldest,
            String due,
            boolean late) {}

    /**
     * How far behind the program is.
     *
     * @param promise the earliest promise of all; null when nothing waits
     * @param outbox how long ago the oldest event happened that still has to be sent; null when none has
     * @param sums how far the numbers of missions are behind the work, in seconds
     * @param job for how long the engine's first job has been due, in seconds
     * @param at when all this was read
     */
    record Lag(
            @Nullable String promise,
            boolean late,
            @Nullable String outbox,
            long sums,
            long job,
            String at) {}

    List<NodeRow> nodes(Locale locale) {
        return nodes.all().stream().map(node -> node(node, locale)).toList();
    }

    private NodeRow node(Nodes.Node node, Locale locale) {
        String trouble = null;
        if (node.seen().isBefore(Instant.now().minus(Nodes.SILENCE))) {
            trouble = words.text(locale, "operations.node.silent");
        } else if (node.skew().abs().compareTo(Readiness.MOST_SKEW) > 0) {
            trouble = words.text(locale, "operations.node.skewed", node.skew().toMillis() / 1000.0);
        }
        return new NodeRow(
                node.name(),
                words.time(node.since(), locale),
                words.time(node.seen(), locale),
                node.version(),
                trouble);
    }

    /** The queues whose promises run out first, at most 50. */
    List<QueueRow> queues(Locale locale) {
        return readings.newest().queues().stream()
                .sorted(Comparator.comparing(Queue::due))
                .limit(MOST)
                .map(queue -> new QueueRow(
                        name(queue.organisation(), queue.actor()),
                        service(queue.service(), locale),
                        queue.waiting(),
                        queue.held(),
                        queue.oldest() == null ? null : words.age(queue.oldest(), locale),
                        words.time(queue.due(), locale),
                        queue.due().isBefore(clock.instant())))
                .toList();
    }

    private String name(@Nullable OrganisationNumber number, String actor) {
        return number == null
                ? actor
                : organisations.find(number).map(Organisation::name).orElse(number.value());
    }

    private String service(@Nullable String key, Locale locale) {
        if (key == null) {
            return words.text(locale, "operations.queue.people");
        }
        return lifeEvents.current().stream()
                .flatMap(lifeEvent -> lifeEvent.service(key).stream())
                .map(service -> service.title().in(locale))
                .findFirst()
                .orElse(key);
    }

    Lag lag(Locale locale) {
        Readings.Reading reading = readings.newest();
        Instant promise = reading.queues().stream()
                .map(Queue::due)
                .min(Comparator.naturalOrder())
                .orElse(null);
        String outbox = reading.webhooks().stream()
                .map(Webhooks.Line::oldest)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .map(at -> words.age(at, locale))
                .orElse(null);
        return new Lag(
                promise == null ? null : words.time(promise, locale),
                promise != null && promise.isBefore(clock.instant()),
                outbox,
                reading.sums().age() == null ? 0 : reading.sums().age().toSeconds(),
                reading.jobs().late().toSeconds(),
                words.time(reading.at(), locale));
    }
}

package org.samspill.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.samspill.work.Queues.Queue;
import org.springframework.stereotype.Component;

/**
 * The readings as metrics. Labels are actors and services of the models and nothing else: no organisation, no journey, no person. Every node tells the
 * same of the database, so take the greatest and do not add them up.
 */
@Component
class Gauges implements MeterBinder {

    private static final String PEOPLE = "people";

    private final Readings readings;
    private final Nodes nodes;
    private final Clock clock;

    /** Each pair of actor and service that has ever been seen; as many as the models name. */
    private final Map<Line, Boolean> known = new ConcurrentHashMap<>();

    private record Line(String actor, String service) {

        static Line of(Queue queue) {
            return new Line(queue.actor(), queue.service() == null ? PEOPLE : queue.service());
        }
    }

    Gauges(Readings readings, Nodes nodes, Clock clock) {
        this.readings = readings;
        this.nodes = nodes;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(
                registry,
                "samspill.readings.age",
                "seconds",
                all -> age(all.newest().at()));
        gauge(
                registry,
                "samspill.work.unassigned",
                null,
                all -> sum(
                        all.newest().queues().stream().filter(queue -> queue.organisation() == null),
                        queue -> queue.waiting()));
        gauge(registry, "samspill.jobs.due", null, all -> all.newest().jobs().due());
        gauge(
                registry,
                "samspill.jobs.late",
                "seconds",
                all -> all.newest().jobs().late().toMillis() / 1000.0);
        gauge(registry, "samspill.jobs.failed", null, all -> all.newest().jobs().failed());
        gauge(registry, "samspill.outbox.waiting", null, all -> all.newest().webhooks().stream()
                .mapToInt(line -> line.waiting())
                .sum());
        gauge(registry, "samspill.outbox.laid.aside", null, all -> all.newest().webhooks().stream()
                .mapToInt(line -> line.dead())
                .sum());
        gauge(registry, "samspill.outbox.failing", null, all -> all.newest().webhooks().stream()
                .filter(line -> line.failures() > 0)
                .count());
        gauge(registry, "samspill.outbox.oldest", "seconds", all -> all.newest().webhooks().stream()
                .map(line -> line.oldest())
                .filter(Objects::nonNull)
                .mapToDouble(oldest -> seconds(oldest, clock.instant()))
                .max()
                .orElse(0));
        gauge(
                registry,
                "samspill.sums.behind",
                "seconds",
                all -> age(all.newest().sums().age()));
        Gauge.builder("samspill.clock.skew", nodes, each -> Math.abs(each.skew().toMillis()) / 1000.0)
                .baseUnit("seconds")
                .description("How far this node's clock is from the database's")
                .register(registry);
        Gauge.builder("samspill.nodes", nodes, Nodes::count)
                .description("Nodes that run on this database")
                .register(registry);
        readings.whenRead(reading -> reading.queues().stream()
                .map(Line::of)
                .filter(line -> known.putIfAbsent(line, true) == null)
                .forEach(line -> line(registry, line)));
    }

    private void line(MeterRegistry registry, Line line) {
        of(registry, line, "samspill.work.waiting", null, queues -> sum(queues, Queue::waiting));
        of(registry, line, "samspill.work.held", null, queues -> sum(queues, Queue::held));
        of(registry, line, "samspill.work.expired", null, queues -> sum(queues, Queue::expired));
        of(registry, line, "samspill.work.failed", null, queues -> sum(queues, Queue::failed));
        of(registry, line, "samspill.work.oldest", "seconds", queues -> longest(queues.map(Queue::oldest)));
        of(registry, line, "samspill.work.overdue", "seconds", queues -> longest(queues.map(Queue::due)));
    }

    private void of(
            MeterRegistry registry,
            Line line,
            String name,
            @Nullable String unit,
            ToDoubleFunction<Stream<Queue>> value) {
        Gauge.builder(
                        name,
                        this,
                        all -> value.applyAsDouble(
                                all.queues().filter(queue -> Line.of(queue).equals(line))))
                .tag("actor", line.actor())
                .tag("service", line.service())
                .baseUnit(unit)
                .register(registry);
    }

    private Stream<Queue> queues() {
        return readings.newest().queues().stream();
    }

    private void gauge(MeterRegistry registry, String name, @Nullable String unit, ToDoubleFunction<Readings> value) {
        Gauge.builder(name, readings, value).baseUnit(unit).register(registry);
    }

    private double longest(Stream<@Nullable Instant> times) {
        return times.filter(Objects::nonNull)
                .mapToDouble(at -> seconds(at, clock.instant()))
                .max()
                .orElse(0);
    }

    private static double sum(Stream<Queue> queues, java.util.function.ToIntFunction<Queue> part) {
        return queues.mapToInt(part).sum();
    }

    /** Not a number until there is a first reading. */
    private static double age(Instant read) {
        return read.equals(Instant.EPOCH) ? Double.NaN : seconds(read, Instant.now());
    }

    private static double age(@Nullable Duration behind) {
        return behind == null ? 0 : behind.toMillis() / 1000.0;
    }

    /** Never less than zero: what lies ahead is not late. */
    private static double seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis() / 1000.0);
    }
}

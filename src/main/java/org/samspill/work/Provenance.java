package org.samspill.work;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.samspill.catalogue.EventType;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.Parameter;
import org.samspill.catalogue.Step;
import org.samspill.journeys.Held;
import org.samspill.journeys.Journey;
import org.samspill.journeys.JourneyData;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.JourneyEvent.Kind;
import org.samspill.journeys.JourneyLog;
import org.samspill.journeys.Journeys;
import org.springframework.stereotype.Component;

/**
 * Says where a datum came from: the row of the journey log that brought it into the process that holds it. Branches that run at the same time bring data
 * under one name, each into a process of its own, so the last row that could have brought a name is not always the one that did.
 */
@Component
public class Provenance {

    /** The datum by which a caller tells a block which service it is about. */
    private static final String SERVICE = "service";

    private final WorkStore store;
    private final Journeys journeys;
    private final JourneyData data;
    private final JourneyLog log;

    Provenance(WorkStore store, Journeys journeys, JourneyData data, JourneyLog log) {
        this.store = store;
        this.journeys = journeys;
        this.data = data;
        this.log = log;
    }

    /** The rows that brought what a waiting piece of work sees, by datum name: each from the nearest process that holds the name. */
    public Map<String, JourneyEvent> seenFrom(WorkItem item, Journey journey) {
        String instance = store.processInstances(journey.id()).get(item.id());
        if (!item.open() || instance == null) {
            return Map.of();
        }
        List<String> chain = data.callers(instance);
        Map<String, Held> nearest = new HashMap<>();
        data.held(journey).stream()
                .filter(held -> chain.contains(held.instance()))
                .forEach(held -> nearest.merge(
                        held.name(),
                        held,
                        (one, other) ->
                                chain.indexOf(one.instance()) <= chain.indexOf(other.instance()) ? one : other));
        Trail trail = of(journey);
        Map<String, JourneyEvent> brought = new HashMap<>();
        nearest.forEach((name, held) -> trail.of(held).ifPresent(event -> brought.put(name, event)));
        return brought;
    }

    /** Reads a journey's log once, to answer for all its data. */
    public Trail of(Journey journey) {
        return new Trail(
                journeys.lifeEventOf(journey), log.of(journey.id()), store.processInstances(journey.id()), journey);
    }

    /** What one journey's log says of its data. */
    public static final class Trail {

        private final LifeEvent lifeEvent;
        private final List<JourneyEvent> events;
        private final Map<String, String> instances;
        private final @Nullable String root;

        private Trail(LifeEvent lifeEvent, List<JourneyEvent> events, Map<String, String> instances, Journey journey) {
            this.lifeEvent = lifeEvent;
            this.events = events;
            this.instances = instances;
            this.root = journey.processInstanceId();
        }

        /** The row that brought the datum; empty when none tells of it, as of what models write themselves. */
        public Optional<JourneyEvent> of(Held datum) {
            boolean ofRoot = datum.instance().equals(root);
            return last(datum.name(), events.size(), event -> {
                String instance = event.workItem() == null ? null : instances.get(event.workItem());
                return instance == null
                        ? Objects.equals(event.process(), datum.process()) || event.process() == null && ofRoot
                        : instance.equals(datum.instance());
            });
        }

        /** The last row before this place that brought the name, among those of one process. */
        private Optional<JourneyEvent> last(String name, int before, Predicate<JourneyEvent> there) {
            for (int at = before - 1; at >= 0; at--) {
                JourneyEvent event = events.get(at);
                if (!there.test(event)) {
                    continue;
                }
                if (Brought.by(event, lifeEvent).contains(name)
                        || told(event).contains(name)
                        || event.kind() == Kind.CORRECTED && name.equals(event.detail())) {
                    return Optional.of(event);
                }
                Optional<JourneyEvent> given = givenBack(event, name, at);
                if (given.isPresent()) {
                    return given;
                }
            }
            return Optional.empty();
        }

        /** What a message brought. */
        private Set<String> told(JourneyEvent event) {
            EventType message = event.kind() == Kind.MESSAGE && event.outcome() != null
                    ? lifeEvent.events().get(event.outcome())
                    : null;
            return message == null ? Set.of() : Set.copyOf(message.data());
        }

        /** What a called process gave back comes from where that process had it. */
        private Optional<JourneyEvent> givenBack(JourneyEvent event, String name, int at) {
            String element = event.element();
            if (event.kind() != Kind.COMPLETED
                    || event.workItem() != null
                    || event.process() == null
                    || element == null) {
                return Optional.empty();
            }
            Step call = lifeEvent
                    .process(event.process())
                    .flatMap(process -> process.step(element))
                    .orElse(null);
            String called = call == null ? null : call.calledProcess();
            if (call == null || called == null) {
                return Optional.empty();
            }
            // One block may be called from several branches at once; the service that a call names tells them apart.
            String service = call.passes().stream()
                    .filter(passed -> passed.target().equals(SERVICE))
                    .map(Parameter::literal)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
            return call.takesBack().stream()
                    .filter(taken -> taken.target().equals(name))
                    .map(Parameter::source)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .flatMap(source -> last(
                            source,
                            at,
                            inner -> called.equals(inner.process())
                                    && (service == null
                                            || inner.service() == null
                                            || service.equals(inner.service()))));
        }
    }
}

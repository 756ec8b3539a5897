package org.samspill.casework;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.samspill.catalogue.Flow;
import org.samspill.catalogue.LifeEvents;
import org.samspill.catalogue.ProcessModel;
import org.samspill.catalogue.Step;
import org.samspill.catalogue.StepKind;
import org.samspill.journeys.Journey;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.JourneyLog;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.Processes;
import org.springframework.stereotype.Component;

/** Where a journey stands in one of its diagrams: what is done, the way it came, where it waits and since when, how long each step took. */
@Component
class Progress {

    /** Elements that are passed the moment they are reached. */
    private static final Set<StepKind> MOMENTS = EnumSet.of(
            StepKind.EXCLUSIVE_GATEWAY,
            StepKind.PARALLEL_GATEWAY,
            StepKind.INCLUSIVE_GATEWAY,
            StepKind.START,
            StepKind.END,
            StepKind.THROW,
            StepKind.BOUNDARY,
            StepKind.DECISION);

    /** The state of a diagram as its island reads it. */
    record State(List<String> done, List<String> flows, List<Token> tokens, List<Waited> waiting) {}

    record Token(String element, String words) {}

    /** How long a step took in this journey; heat is its share of the longest, 0 to 1. */
    record Waited(String element, String words, double heat) {}

    private final Journeys journeys;
    private final JourneyLog log;
    private final LifeEvents lifeEvents;
    private final Says says;

    Progress(Journeys journeys, JourneyLog log, LifeEvents lifeEvents, Says says) {
        this.journeys = journeys;
        this.log = log;
        this.lifeEvents = lifeEvents;
        this.says = says;
    }

    State of(Journey journey, ProcessModel process, Locale locale) {
        return of(journey, process, log.of(journey.id()), journeys.positions(journey), locale);
    }

    /** The same, of what has been read already: the journey's log and where its tokens stand. */
    State of(
            Journey journey,
            ProcessModel process,
            List<JourneyEvent> events,
            List<Journeys.Position> positions,
            Locale locale) {
        Map<String, Instant> reached = new LinkedHashMap<>();
        Map<String, Duration> took = new HashMap<>();
        Set<String> done = new LinkedHashSet<>();
        for (JourneyEvent event : events) {
            if (event.element() == null || !process.key().equals(event.process())) {
                continue;
            }
            Step step = process.steps().get(event.element());
            switch (event.kind()) {
                case REACHED -> {
                    reached.put(event.element(), event.at());
                    if (step != null && MOMENTS.contains(step.kind())) {
                        done.add(event.element());
                    }
                }
                case DECIDED -> {
                    reached.putIfAbsent(event.element(), event.at());
                    done.add(event.element());
                }
                case COMPLETED, REFUSED -> {
                    done.add(event.element());
                    Instant from = reached.get(event.element());
                    if (from != null) {
                        took.merge(event.element(), Duration.between(from, event.at()), Duration::plus);
                    }
                }
                default -> {}
            }
        }
        Set<String> now = here(journey, process, events, positions);
        done.removeAll(now);
        return new State(
                List.copyOf(done),
                flows(process, done, reached.keySet()),
                now.stream()
                        .map(element -> new Token(
                                element, reached.containsKey(element) ? says.since(reached.get(element), locale) : ""))
                        .toList(),
                waited(took, locale));
    }

    /** The steps of a process at which a journey stands now: where it waits, the calls that go on, and the parts that hold these. */
    List<Step> standing(ProcessModel process, Processes.Now now) {
        Map<String, Step> standing = new LinkedHashMap<>();
        Stream.concat(now.positions().stream(), now.calls().stream())
                .filter(position ->
                        lifeEvents.process(position.definition()).key().equals(process.key()))
                .forEach(position -> {
                    for (Step step = process.steps().get(position.element());
                            step != null;
                            step = process.steps().get(step.parent())) {
                        standing.putIfAbsent(step.id(), step);
                    }
                });
        return List.copyOf(standing.values());
    }

    /** The elements of this diagram at which the journey stands. */
    private Set<String> here(
            Journey journey, ProcessModel process, List<JourneyEvent> events, List<Journeys.Position> positions) {
        Set<String> here = new LinkedHashSet<>();
        for (Journeys.Position position : positions) {
            if (lifeEvents.process(position.definition()).key().equals(process.key())) {
                here.add(position.element());
            }
        }
        calls(journey, process, events, here);
        return here;
    }

    /** A call stands where it is while the called process does; the engine counts only the innermost as active. */
    private static void calls(Journey journey, ProcessModel process, List<JourneyEvent> events, Set<String> here) {
        Map<String, Integer> standing = new HashMap<>();
        for (JourneyEvent event : events) {
            if (event.element() == null || !process.key().equals(event.process())) {
                continue;
            }
            Step step = process.steps().get(event.element());
            if (step != null && (step.kind() == StepKind.CALL || step.kind() == StepKind.SUB_PROCESS)) {
                switch (event.kind()) {
                    case REACHED -> standing.merge(event.element(), 1, Integer::sum);
                    case COMPLETED, CANCELLED -> standing.merge(event.element(), -1, Integer::sum);
                    default -> {}
                }
            }
        }
        if (journey.open()) {
            standing.forEach((element, count) -> {
                if (count > 0) {
                    here.add(element);
                }
            });
        }
    }

    private static List<String> flows(ProcessModel process, Set<String> done, Set<String> reached) {
        return process.flows().stream()
                .filter(flow -> done.contains(flow.from()) && (done.contains(flow.to()) || reached.contains(flow.to())))
                .map(Flow::id)
                .toList();
    }

    private List<Waited> waited(Map<String, Duration> took, Locale locale) {
        long longest =
                took.values().stream().mapToLong(Duration::toMinutes).max().orElse(0);
        List<Waited> waited = new ArrayList<>();
        took.forEach((element, span) -> {
            if (longest > 0 && span.toMinutes() > 0) {
                waited.add(new Waited(element, says.span(span, locale), (double) span.toMinutes() / longest));
            }
        });
        return waited;
    }
}

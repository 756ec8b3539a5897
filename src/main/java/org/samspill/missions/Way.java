package org.samspill.missions;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.samspill.catalogue.Flow;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.Parameter;
import org.samspill.catalogue.ProcessModel;
import org.samspill.catalogue.Step;
import org.samspill.missions.Formula.Selector;

/**
 * The steps that a journey may have to pass before it comes to a place in the diagrams. What waits elsewhere, as in a parallel branch, holds nothing
 * back there.
 */
final class Way {

    private final LifeEvent lifeEvent;
    private final Set<Spot> places = new HashSet<>();
    private final Set<Spot> callers = new HashSet<>();
    private final Set<String> services = new HashSet<>();
    private final Deque<Spot> waiting = new ArrayDeque<>();

    private record Spot(String process, String element) {}

    private Way(LifeEvent lifeEvent) {
        this.lifeEvent = lifeEvent;
    }

    /** The way to every place that one of the selectors names. */
    static Way to(LifeEvent lifeEvent, List<Selector> goals) {
        var way = new Way(lifeEvent);
        goals.stream().map(Selector::service).filter(Objects::nonNull).forEach(way.services::add);
        for (ProcessModel process : lifeEvent.reachable()) {
            process.steps().values().stream()
                    .filter(step -> goals.stream().anyMatch(goal -> named(goal, process, step)))
                    .forEach(step -> {
                        way.visit(process, step.id());
                        way.before(process, step);
                        way.callersOf(process);
                    });
        }
        way.walk();
        return way;
    }

    private static boolean named(Selector goal, ProcessModel process, Step step) {
        if (goal.process() == null && goal.element() == null) {
            return goal.service() != null && calls(step, goal.service());
        }
        return (goal.process() == null || goal.process().equals(process.key()))
                && (goal.element() == null || goal.element().equals(step.id()));
    }

    /** The step asks for the service itself, or hands its key to a block that does. */
    private static boolean calls(Step step, String service) {
        return service.equals(step.topic()) || literals(step).anyMatch(service::equals);
    }

    private static Stream<String> literals(Step step) {
        return step.passes().stream()
                .map(Parameter::literal)
                .filter(Objects::nonNull)
                .flatMap(literal -> Arrays.stream(literal.split("\\s*,\\s*")));
    }

    /** The places on the way as words that stand for them, in an order of their own. */
    List<String> places() {
        return places.stream()
                .map(place -> place.process() + " " + place.element())
                .sorted()
                .toList();
    }

    /** The services that are asked for on the way. */
    List<String> services() {
        return services.stream().sorted().toList();
    }

    private void walk() {
        while (!waiting.isEmpty()) {
            Spot place = waiting.poll();
            ProcessModel process = lifeEvent.process(place.process()).orElseThrow();
            process.step(place.element()).ifPresent(step -> {
                inside(process, step);
                before(process, step);
            });
        }
    }

    /** What happens within a step has to be done before it is left. */
    private void inside(ProcessModel process, Step step) {
        if (step.topic() != null) {
            services.add(step.topic());
        }
        literals(step).forEach(services::add);
        process.steps().values().stream()
                .filter(each -> step.id().equals(each.parent()))
                .forEach(each -> visit(process, each.id()));
        if (step.calledProcess() != null) {
            lifeEvent
                    .process(step.calledProcess())
                    .ifPresent(called -> called.steps().keySet().forEach(id -> visit(called, id)));
        }
    }

    private void before(ProcessModel process, Step step) {
        process.flows().stream()
                .filter(flow -> flow.to().equals(step.id()))
                .map(Flow::from)
                .forEach(id -> visit(process, id));
        if (step.attachedTo() != null) {
            visit(process, step.attachedTo());
        }
        if (step.parent() != null) {
            process.step(step.parent()).ifPresent(parent -> before(process, parent));
        }
    }

    /** What comes before a process is what comes before the steps that call it. */
    private void callersOf(ProcessModel called) {
        for (ProcessModel process : lifeEvent.reachable()) {
            process.steps().values().stream()
                    .filter(step -> called.key().equals(step.calledProcess()))
                    .filter(step -> callers.add(new Spot(process.key(), step.id())))
                    .forEach(step -> {
                        before(process, step);
                        callersOf(process);
                    });
        }
    }

    private void visit(ProcessModel process, String element) {
        var place = new Spot(process.key(), element);
        if (places.add(place)) {
            waiting.add(place);
        }
    }
}

package org.samspill.scenarios;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.samspill.catalogue.Flow;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.ProcessModel;
import org.samspill.catalogue.Step;
import org.samspill.catalogue.StepKind;
import org.samspill.journeys.JourneyEvent;

/**
 * What the scenarios of one life event passed of what its models hold: end events, boundary events, flows and decision rules. Only processes that the life event
 * can reach are counted; the others are named.
 *
 * @param uncalled blocks that this life event never calls
 */
record Coverage(String lifeEvent, List<Part> parts, Set<String> uncalled) {

    /**
     * All there is, what nobody passed, and what only other life events passed of a block that they share with this one.
     */
    record Part(String name, int all, Set<String> missed, Set<String> byOthers) {

        @Override
        public String toString() {
            int passed = all - missed.size();
            return "%s %d/%d (%d %%)".formatted(name, passed, all, all == 0 ? 100 : passed * 100 / all);
        }
    }

    /** What was walked: elements and flows as {@code process element}, rules by id. */
    record Walked(Set<String> elements, Set<String> flows, Set<String> rules) {

        static Walked of(Collection<JourneyEvent> log, Set<String> flows) {
            Set<String> elements = log.stream()
                    .filter(event -> event.element() != null)
                    .map(event -> event.process() + " " + event.element())
                    .collect(Collectors.toSet());
            Set<String> rules = log.stream()
                    .filter(event -> event.kind() == JourneyEvent.Kind.DECIDED && event.detail() != null)
                    .flatMap(event -> Stream.of(event.detail().split(",")))
                    .collect(Collectors.toSet());
            return new Walked(elements, flows, rules);
        }
    }

    /**
     * @param own what this life event's own scenarios passed
     * @param everyone what the scenarios of all life events passed
     * @param golden the rules that golden cases matched
     */
    static Coverage of(
            LifeEvent lifeEvent, Walked own, Walked everyone, Set<String> golden, RepositoryService repository)
            throws IOException {
        Collection<ProcessModel> reachable = lifeEvent.reachable();
        Set<String> rules = new LinkedHashSet<>(own.rules());
        rules.addAll(golden);
        Set<String> uncalled = new TreeSet<>(lifeEvent.processes().keySet());
        reachable.forEach(process -> uncalled.remove(process.key()));
        return new Coverage(
                lifeEvent.key(),
                List.of(
                        part("end events", steps(reachable, StepKind.END), own.elements(), everyone.elements()),
                        part(
                                "boundary events",
                                steps(reachable, StepKind.BOUNDARY),
                                own.elements(),
                                everyone.elements()),
                        part("flows", flows(reachable), taken(reachable, own), taken(reachable, everyone)),
                        part("decision rules", rules(lifeEvent, repository), rules, rules)),
                uncalled);
    }

    /** What is left that nobody passed. */
    List<String> missing() {
        return parts.stream().flatMap(part -> part.missed().stream()).toList();
    }

    private static Set<String> steps(Collection<ProcessModel> processes, StepKind kind) {
        Set<String> steps = new LinkedHashSet<>();
        for (ProcessModel process : processes) {
            process.steps().values().stream()
                    .filter(step -> step.kind() == kind)
                    .map(Step::id)
                    .forEach(id -> steps.add(process.key() + " " + id));
        }
        return steps;
    }

    private static Set<String> flows(Collection<ProcessModel> processes) {
        Set<String> flows = new LinkedHashSet<>();
        for (ProcessModel process : processes) {
            process.flows().stream().map(Flow::id).forEach(id -> flows.add(process.key() + " " + id));
        }
        return flows;
    }

    /** The engine goes from an event-based gateway to the event that came without taking a flow, so there the event speaks for the flow to it. */
    private static Set<String> taken(Collection<ProcessModel> processes, Walked walked) {
        Set<String> taken = new LinkedHashSet<>(walked.flows());
        for (ProcessModel process : processes) {
            for (Flow flow : process.flows()) {
                Step from = process.steps().get(flow.from());
                if (from != null
                        && from.kind() == StepKind.EVENT_GATEWAY
                        && walked.elements().contains(process.key() + " " + flow.to())) {
                    taken.add(process.key() + " " + flow.id());
                }
            }
        }
        return taken;
    }

    private static Set<String> rules(LifeEvent lifeEvent, RepositoryService repository) throws IOException {
        Set<String> rules = new LinkedHashSet<>();
        for (String name : repository.getDeploymentResourceNames(lifeEvent.deploymentId())) {
            if (name.endsWith(".dmn")) {
                try (InputStream in = repository.getResourceAsStream(lifeEvent.deploymentId(), name)) {
                    Dmn.readModelFromStream(in).getModelElementsByType(Rule.class).stream()
                            .map(Rule::getId)
                            .forEach(rules::add);
                }
            }
        }
        return rules;
    }

    private static Part part(String name, Set<String> all, Set<String> own, Set<String> everyone) {
        Set<String> missed = new TreeSet<>(all);
        missed.removeAll(everyone);
        Set<String> byOthers = new TreeSet<>(all);
        byOthers.removeAll(own);
        byOthers.removeAll(missed);
        return new Part(name, all.size(), missed, byOthers);
    }
}

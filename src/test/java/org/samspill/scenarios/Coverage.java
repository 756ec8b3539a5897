package org.samspill.scenarios;

import java.io.InputStream;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.samspill.catalogue.Flow;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.ProcessModel;
import org.samspill.catalogue.Step;
import org.samspill.catalogue.StepKind;
import org.samspill.journeys.JourneyEvent;

/** What the scenarios of one life event passed of what its models hold: end events, boundary events, flows and decision rules. */
record Coverage(String lifeEvent, Part ends, Part boundaries, Part flows, Part rules) {

    /** All there is and what was not passed. */
    record Part(String name, int all, Set<String> missed) {

        int percent() {
            return all == 0 ? 100 : (all - missed.size()) * 100 / all;
        }

        @Override
        public String toString() {
            return "%s %d/%d (%d %%)".formatted(name, all - missed.size(), all, percent());
        }
    }

    static Coverage of(
            LifeEvent lifeEvent, Collection<JourneyEvent> log, Set<String> takenFlows, RepositoryService repository)
            throws Exception {
        Set<String> passed = log.stream()
                .filter(event -> event.element() != null)
                .map(event -> event.process() + " " + event.element())
                .collect(Collectors.toSet());
        Set<String> matched = log.stream()
                .filter(event -> event.kind() == JourneyEvent.Kind.DECIDED && event.detail() != null)
                .flatMap(event -> List.of(event.detail().split(",")).stream())
                .collect(Collectors.toSet());
        Set<String> flows = new LinkedHashSet<>();
        for (ProcessModel process : lifeEvent.processes().values()) {
            process.flows().stream().map(Flow::id).forEach(id -> flows.add(process.key() + " " + id));
        }
        return new Coverage(
                lifeEvent.key(),
                part("end events", steps(lifeEvent, StepKind.END), passed),
                part("boundary events", steps(lifeEvent, StepKind.BOUNDARY), passed),
                part("flows", flows, takenFlows),
                part("decision rules", rules(lifeEvent, repository), matched));
    }

    private static Set<String> steps(LifeEvent lifeEvent, StepKind kind) {
        Set<String> steps = new LinkedHashSet<>();
        for (ProcessModel process : lifeEvent.processes().values()) {
            process.steps().values().stream()
                    .filter(step -> step.kind() == kind)
                    .map(Step::id)
                    .forEach(id -> steps.add(process.key() + " " + id));
        }
        return steps;
    }

    private static Set<String> rules(LifeEvent lifeEvent, RepositoryService repository) throws Exception {
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

    private static Part part(String name, Set<String> all, Set<String> passed) {
        Set<String> missed = new TreeSet<>(all);
        missed.removeAll(passed);
        return new Part(name, all.size(), missed);
    }
}

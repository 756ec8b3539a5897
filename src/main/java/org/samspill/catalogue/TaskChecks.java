package org.samspill.catalogue;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Actor;

/** Whether every task can be done: somebody stands in its lane, its service, form or decision exists, it has a promise, and every refusal leads somewhere. */
final class TaskChecks {

    private final Reading reading;
    private final LifeEvent lifeEvent;
    private final ProcessModel process;
    private final Findings findings;
    private final String file;
    private final boolean block;
    private final boolean used;

    TaskChecks(Reading reading, LifeEvent lifeEvent, ProcessModel process) {
        this.reading = reading;
        this.lifeEvent = lifeEvent;
        this.process = process;
        this.findings = reading.findings();
        this.file = reading.file(process.key());
        this.block = file.startsWith("blocks/");
        this.used = lifeEvent.reachable().contains(process);
    }

    void check() {
        for (Step step : process.steps().values()) {
            if (step.lane() != null) {
                lane(step, step.lane());
            }
            String matter = step.properties().get("matter");
            if (matter != null && step.matter().isEmpty()) {
                findings.error(file, step.id(), "matter-unknown", matter, Step.MATTERS);
            }
            switch (step.kind()) {
                case SERVICE_TASK -> service(step);
                case USER_TASK -> user(step);
                case DECISION -> decision(step);
                case CALL -> call(step);
                default -> {}
            }
        }
    }

    private void lane(Step step, Lane lane) {
        if (lane.kind() != LaneKind.ACTOR) {
            boolean placeholder = lane.kind() != LaneKind.ROLE;
            if (placeholder && !block) {
                findings.error(file, step.id(), "lane-placeholder", lane.key());
            }
            if (lane.function() != null) {
                findings.error(file, step.id(), "lane-function", lane.key());
            }
            return;
        }
        Actor actor = lifeEvent.actors().get(lane.name());
        if (actor == null) {
            findings.error(file, step.id(), "lane-unknown", lane.key());
        } else if (lane.function() != null && !actor.functions().containsKey(lane.function())) {
            findings.error(file, step.id(), "lane-function", lane.key());
        }
    }

    private void service(Step step) {
        if (!"external".equals(camunda(step, "type"))) {
            findings.error(file, step.id(), "service-not-external");
        }
        String topic = step.topic();
        if (topic == null || topic.isBlank()) {
            findings.error(file, step.id(), "service-without-topic");
            return;
        }
        Lane lane = step.lane();
        if (topic.contains("{")) {
            if (!block) {
                findings.error(file, step.id(), "topic-open", topic);
            }
            if (lane != null && lane.kind() == LaneKind.ROLE) {
                findings.error(file, step.id(), "service-in-role-lane", lane.key());
            }
            if (!catchesAll(step)) {
                findings.error(file, step.id(), "refusal-any-uncaught", topic);
            }
            return;
        }
        Service service = lifeEvent.services().get(topic);
        if (service == null) {
            findings.error(file, step.id(), "topic-unknown", topic);
            return;
        }
        boolean standsWithActor = lane != null
                && ((lane.kind() == LaneKind.ACTOR && lane.name().equals(service.actor()))
                        || lane.kind() == LaneKind.HOLDER);
        if (!standsWithActor) {
            findings.error(file, step.id(), "lane-other-actor", topic, service.actor());
        }
        refusals(step, service);
    }

    private void refusals(Step step, Service service) {
        Set<String> caught = caught(step);
        if (!catchesAll(step)) {
            service.contract().refusals().keySet().stream()
                    .filter(code -> !caught.contains(code))
                    .forEach(code -> findings.error(file, step.id(), "refusal-uncaught", service.key(), code));
        }
        caught.stream()
                .filter(code -> !service.contract().refusals().containsKey(code))
                .forEach(code -> findings.error(file, step.id(), "refusal-unknown", service.key(), code));
    }

    private void user(Step step) {
        String form = step.form();
        if (form == null) {
            findings.error(file, step.id(), "task-without-form");
        } else {
            // A block may leave its form to the life event that uses it.
            if ((used || !block) && lifeEvent.form(form).isEmpty()) {
                findings.error(file, step.id(), "form-unknown", form);
            }
            binding(step, "formRefBinding");
        }
        if (step.promise() == null) {
            findings.error(file, step.id(), "task-without-promise");
        } else if (step.promise().source().isBlank()) {
            findings.error(file, step.id(), "promise-without-source");
        }
        if (step.lane() != null && step.lane().kind() == LaneKind.HOLDER) {
            findings.error(file, step.id(), "task-in-holder-lane");
        }
    }

    private void decision(Step step) {
        String decision = step.decision();
        if (decision == null) {
            findings.error(file, step.id(), "decision-missing", "");
            return;
        }
        if (!reading.decisions().containsKey(decision)) {
            findings.error(file, step.id(), "decision-missing", decision);
        }
        binding(step, "decisionRefBinding");
    }

    private void call(Step step) {
        binding(step, "calledElementBinding");
        ProcessModel called = lifeEvent.processes().get(String.valueOf(step.calledProcess()));
        if (called != null && !catchesAll(step)) {
            Set<String> caught = caught(step);
            for (String code : thrown(called)) {
                if (!caught.contains(code)) {
                    findings.error(file, step.id(), "call-error-uncaught", called.key(), code);
                }
            }
        }
        for (Parameter given : step.passes()) {
            parameter(step, given, called);
        }
        for (Parameter taken : step.takesBack()) {
            if (taken.source() == null) {
                findings.error(file, step.id(), "parameter-empty", taken.target());
            } else {
                known(step, taken.source());
            }
            known(step, taken.target());
        }
    }

    private void parameter(Step step, Parameter given, @Nullable ProcessModel called) {
        known(step, given.target());
        if (given.source() != null) {
            known(step, given.source());
            return;
        }
        String literal = given.literal();
        if (literal == null || literal.isBlank()) {
            findings.error(file, step.id(), "parameter-empty", given.target());
        } else if (literal.length() > 300 || AllowedXml.looksLikeExpression(literal)) {
            findings.error(file, step.id(), "expression-here", given.target());
        } else if (namesServices(given.target(), called)) {
            for (String key : literal.split("\\s*,\\s*")) {
                if (!lifeEvent.services().containsKey(key)) {
                    findings.error(file, step.id(), "topic-unknown", key);
                }
            }
        } else if (lifeEvent
                .data()
                .find(given.target())
                .filter(datum -> !allows(datum, literal))
                .isPresent()) {
            findings.error(file, step.id(), "parameter-value", literal, given.target());
        }
    }

    private static boolean allows(Datum datum, String literal) {
        return datum.type() != DataType.ENUM || datum.values().containsKey(literal);
    }

    /** A parameter names services when the called process has a task for {@code ${it}}, or the dictionary says it is a list of services. */
    private boolean namesServices(String target, @Nullable ProcessModel called) {
        Datum datum = lifeEvent.data().find(target).orElse(null);
        boolean list = datum != null && datum.type() == DataType.LIST && "service".equals(datum.of());
        boolean topic = called != null
                && called.steps().values().stream().anyMatch(step -> ("${" + target + "}").equals(step.topic()));
        return list || topic;
    }

    /** The error codes that end a process and that nothing in it catches. */
    private static Set<String> thrown(ProcessModel called) {
        return called.steps().values().stream()
                .filter(step -> step.kind() == StepKind.END
                        && step.parent() == null
                        && step.trigger() != null
                        && step.trigger().kind() == Trigger.Kind.ERROR)
                .map(step -> step.trigger() == null ? null : step.trigger().value())
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private Set<String> caught(Step step) {
        return process.steps().values().stream()
                .filter(other -> step.id().equals(other.attachedTo()))
                .map(Step::trigger)
                .filter(trigger -> trigger != null && trigger.kind() == Trigger.Kind.ERROR)
                .map(Trigger::value)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private boolean catchesAll(Step step) {
        return process.steps().values().stream()
                .filter(other -> step.id().equals(other.attachedTo()))
                .map(Step::trigger)
                .anyMatch(
                        trigger -> trigger != null && trigger.kind() == Trigger.Kind.ERROR && trigger.value() == null);
    }

    private void known(Step step, String name) {
        boolean loop = process.steps().values().stream().anyMatch(other -> name.equals(other.elementVariable()));
        if (used && !loop && !name.equals("participant") && !lifeEvent.data().knows(name)) {
            findings.error(file, step.id(), "datum-unknown", name);
        }
    }

    private void binding(Step step, String attribute) {
        if (!"deployment".equals(camunda(step, attribute))) {
            findings.error(file, step.id(), "binding", attribute);
        }
    }

    private @Nullable String camunda(Step step, String attribute) {
        return reading.model(process.key()).getModelElementById(step.id()) instanceof BaseElement element
                ? BpmnReader.camunda(element, attribute)
                : null;
    }
}

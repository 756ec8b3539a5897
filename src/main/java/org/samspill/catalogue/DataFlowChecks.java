package org.samspill.catalogue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Follows the data through a journey: what may be known at each step is what forms, services, decisions and events on some way there have given.
 * A service that reads what no way gives would always be sent nothing; a person asked for what a holder has tells twice.
 * Runs only when calls come to an end, so that all of them can be followed.
 */
final class DataFlowChecks {

    private final Reading reading;
    private final LifeEvent lifeEvent;
    private final Findings findings;
    private final Map<Read, List<Use>> uses = new LinkedHashMap<>();

    DataFlowChecks(Reading reading, LifeEvent lifeEvent) {
        this.reading = reading;
        this.lifeEvent = lifeEvent;
        this.findings = reading.findings();
    }

    /** A datum that a service's contract reads. */
    private record Read(String service, String input) {}

    /** A place that uses the service, and whether the datum may be known there. */
    private record Use(String file, String element, boolean known) {}

    /** A text given to a called process, and the call that gave it. */
    private record Given(String text, String file, String element) {}

    void check() {
        var known = new HashSet<String>();
        String startForm = lifeEvent.start().form();
        if (startForm != null) {
            lifeEvent.form(startForm).ifPresent(form -> known.addAll(form.asked()));
        }
        lifeEvent.startEvents().forEach(event -> known.addAll(event.data()));
        follow(lifeEvent.root(), null, known, Map.of());
        uses.forEach(this::report);
    }

    /** Follows one process or sub-process ({@code parent}) and everything it calls; gives back all that may be known in it at the end. */
    private Set<String> follow(
            ProcessModel process, @Nullable String parent, Set<String> entry, Map<String, Given> given) {
        Map<String, Set<String>> before = spread(process, parent, entry);
        var all = new HashSet<>(entry);
        for (Step step : scope(process, parent)) {
            Set<String> here = before.get(step.id());
            if (here != null) {
                all.addAll(here);
                all.addAll(effect(process, step));
            }
        }
        for (Step step : scope(process, parent)) {
            Set<String> here = before.getOrDefault(step.id(), all);
            inspect(process, step, here, given);
        }
        return all;
    }

    /** What may be known before each step: the union over all ways, until nothing changes. */
    private Map<String, Set<String>> spread(ProcessModel process, @Nullable String parent, Set<String> entry) {
        var before = new HashMap<String, Set<String>>();
        var waiting = new ArrayDeque<Step>();
        for (Step step : scope(process, parent)) {
            if (step.kind() == StepKind.START) {
                before.put(step.id(), new HashSet<>(entry));
                waiting.add(step);
            }
        }
        while (!waiting.isEmpty()) {
            Step step = waiting.poll();
            Set<String> here = before.getOrDefault(step.id(), Set.of());
            var after = new HashSet<>(here);
            after.addAll(effect(process, step));
            for (Flow flow : process.flows()) {
                if (flow.from().equals(step.id())) {
                    widen(process.steps().get(flow.to()), after, before, waiting);
                }
            }
            for (Step boundary : scope(process, parent)) {
                if (step.id().equals(boundary.attachedTo())) {
                    widen(boundary, here, before, waiting);
                }
            }
        }
        return before;
    }

    private static void widen(
            @Nullable Step step, Set<String> more, Map<String, Set<String>> before, ArrayDeque<Step> waiting) {
        if (step == null) {
            return;
        }
        boolean first = !before.containsKey(step.id());
        boolean wider = before.computeIfAbsent(step.id(), id -> new HashSet<>()).addAll(more);
        if (first || wider) {
            waiting.add(step);
        }
    }

    private List<Step> scope(ProcessModel process, @Nullable String parent) {
        return process.steps().values().stream()
                .filter(step -> Objects.equals(step.parent(), parent))
                .toList();
    }

    /** The data that a step may make known. */
    private Set<String> effect(ProcessModel process, Step step) {
        var effect = new HashSet<String>();
        switch (step.kind()) {
            case USER_TASK ->
                lifeEvent.form(String.valueOf(step.form())).ifPresent(form -> effect.addAll(form.asked()));
            case SERVICE_TASK ->
                services(step, Map.of())
                        .forEach(service ->
                                effect.addAll(service.contract().outputs().keySet()));
            case DECISION -> {
                Decision decision = reading.decisions().get(String.valueOf(step.decision()));
                if (decision != null) {
                    effect.addAll(decision.outputs());
                }
            }
            case CALL -> step.takesBack().forEach(taken -> effect.add(taken.target()));
            case SUB_PROCESS -> scope(process, step.id()).forEach(inner -> effect.addAll(effect(process, inner)));
            default -> effect.addAll(ofEvent(process, step));
        }
        // Who delivers an open service is known only where the block is called; any service may be meant here.
        if (step.kind() == StepKind.SERVICE_TASK && String.valueOf(step.topic()).contains("{")) {
            lifeEvent
                    .servicesInUse()
                    .forEach(service ->
                            effect.addAll(service.contract().outputs().keySet()));
        }
        return effect;
    }

    private Set<String> ofEvent(ProcessModel process, Step step) {
        Trigger trigger = step.trigger();
        if (trigger == null) {
            return Set.of();
        }
        var effect = new HashSet<String>();
        if (trigger.kind() == Trigger.Kind.MESSAGE) {
            EventType event = lifeEvent.events().get(String.valueOf(trigger.value()));
            if (event != null) {
                effect.addAll(event.data());
            }
        }
        if (trigger.kind() == Trigger.Kind.ERROR) {
            // Whoever refuses may say more in words; the work room keeps it under this name.
            effect.add("refusal.message");
            reading.model(process.key())
                    .getModelElementById(step.id())
                    .getChildElementsByType(ErrorEventDefinition.class)
                    .forEach(error -> {
                        String variable = BpmnReader.camunda(error, "errorCodeVariable");
                        if (variable != null) {
                            effect.add(variable);
                        }
                    });
        }
        return effect;
    }

    private void inspect(ProcessModel process, Step step, Set<String> known, Map<String, Given> given) {
        String file = reading.file(process.key());
        switch (step.kind()) {
            case SERVICE_TASK -> {
                for (Service service : services(step, given)) {
                    Given by = giver(step, given);
                    service(by == null ? file : by.file(), by == null ? step.id() : by.element(), service, known);
                }
            }
            case USER_TASK -> user(process, step, known, file);
            case DECISION -> {
                Decision decision = reading.decisions().get(String.valueOf(step.decision()));
                if (decision != null) {
                    missing(decision.inputs(), known)
                            .forEach(name ->
                                    findings.warning(file, step.id(), "decision-undelivered", decision.id(), name));
                }
            }
            case CALL -> call(process, step, known, file, given);
            case SUB_PROCESS -> {
                var inner = new HashSet<>(known);
                if (step.elementVariable() != null) {
                    inner.add(step.elementVariable());
                }
                follow(process, step.id(), inner, iterated(step, given));
            }
            default -> {}
        }
    }

    private void call(ProcessModel process, Step step, Set<String> known, String file, Map<String, Given> given) {
        ProcessModel called = lifeEvent.processes().get(String.valueOf(step.calledProcess()));
        if (called == null) {
            return;
        }
        var entry = new HashSet<>(known);
        var passed = new HashMap<String, Given>(iterated(step, given));
        for (Parameter parameter : step.passes()) {
            entry.add(parameter.target());
            if (parameter.literal() != null) {
                passed.put(parameter.target(), new Given(parameter.literal(), file, step.id()));
            }
        }
        Set<String> inside = follow(called, null, entry, passed);
        for (Parameter taken : step.takesBack()) {
            if (taken.source() != null && !inside.contains(taken.source())) {
                findings.error(file, step.id(), "taken-undelivered", called.key(), taken.source());
            }
        }
    }

    /** Inside a loop over a list that was given as text, the member stands for each entry of the list. */
    private static Map<String, Given> iterated(Step step, Map<String, Given> given) {
        Given list = step.collection() == null ? null : given.get(step.collection());
        if (list == null || step.elementVariable() == null) {
            return given;
        }
        var more = new HashMap<>(given);
        more.put(step.elementVariable(), list);
        return more;
    }

    private List<Service> services(Step step, Map<String, Given> given) {
        String topic = String.valueOf(step.topic());
        Service literal = lifeEvent.services().get(topic);
        if (literal != null) {
            return List.of(literal);
        }
        Given by = giver(step, given);
        var services = new ArrayList<Service>();
        if (by != null) {
            for (String key : by.text().split("\\s*,\\s*")) {
                lifeEvent.service(key).ifPresent(services::add);
            }
        }
        return services;
    }

    private static @Nullable Given giver(Step step, Map<String, Given> given) {
        return ModelExpression.plainName(String.valueOf(step.topic()))
                .map(name -> iterated(step, given).get(name))
                .orElse(null);
    }

    private void service(String file, String element, Service service, Set<String> known) {
        List<String> missing = missing(service.contract().inputs(), known);
        for (String input : service.contract().inputs()) {
            uses.computeIfAbsent(new Read(service.key(), input), read -> new ArrayList<>())
                    .add(new Use(file, element, !missing.contains(input)));
        }
    }

    /** A contract that serves several places may read what only some of them know; what none of them knows is an error. */
    private void report(Read read, List<Use> places) {
        boolean never = places.stream().noneMatch(Use::known);
        for (Use place : places) {
            if (never) {
                findings.error(place.file(), place.element(), "input-undelivered", read.service(), read.input());
            } else if (!place.known()) {
                findings.warning(place.file(), place.element(), "input-undelivered", read.service(), read.input());
            }
        }
    }

    private void user(ProcessModel process, Step step, Set<String> known, String file) {
        Form form = lifeEvent.form(String.valueOf(step.form())).orElse(null);
        if (form == null) {
            return;
        }
        List<String> shown =
                form.fields().stream().filter(Field::readonly).map(Field::name).toList();
        missing(shown, known).forEach(name -> findings.warning(file, step.id(), "shown-undelivered", form.id(), name));
        boolean person = step.lane() != null
                && (step.lane().kind() == LaneKind.ROLE || step.lane().kind() == LaneKind.APPLICANT);
        if (person && !afterRefusal(process, step)) {
            for (String name : form.asked()) {
                Datum datum = lifeEvent.data().find(name).orElse(null);
                if (datum != null && datum.holder() != null && !identifies(datum)) {
                    findings.warning(file, step.id(), "asks-what-is-held", name, datum.holder());
                }
            }
        }
    }

    /** A person who is asked because the holder refused tells what nobody else could. */
    private static boolean afterRefusal(ProcessModel process, Step step) {
        return process.flows().stream()
                .filter(flow -> flow.to().equals(step.id()))
                .map(flow -> process.steps().get(flow.from()))
                .anyMatch(from -> from != null && from.kind() == StepKind.BOUNDARY);
    }

    private static boolean identifies(Datum datum) {
        return datum.type() == DataType.NATIONAL_ID || datum.type() == DataType.ORGANISATION_NUMBER;
    }

    private List<String> missing(Iterable<String> names, Set<String> known) {
        var missing = new ArrayList<String>();
        for (String name : names) {
            if (lifeEvent.data().knows(name) && !known.contains(name) && !name.equals("participant")) {
                missing.add(name);
            }
        }
        return missing;
    }
}

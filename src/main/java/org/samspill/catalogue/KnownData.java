package org.samspill.catalogue;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.jspecify.annotations.Nullable;

/** Which data may be known where in one process: what each step makes known, spread along every way. */
final class KnownData {

    private final Reading reading;
    private final LifeEvent lifeEvent;
    private final Set<String> anyService;

    KnownData(Reading reading, LifeEvent lifeEvent) {
        this.reading = reading;
        this.lifeEvent = lifeEvent;
        this.anyService = lifeEvent.servicesInUse().stream()
                .flatMap(service -> service.contract().outputs().keySet().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What may be known before each step: the union over all ways, until nothing changes. */
    Map<String, Set<String>> before(ProcessModel process, @Nullable String parent, Set<String> entry) {
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
            after.addAll(made(process, step));
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

    /** The steps of a process, or of one of its sub-processes, without those further inside. */
    static List<Step> scope(ProcessModel process, @Nullable String parent) {
        return process.steps().values().stream()
                .filter(step -> Objects.equals(step.parent(), parent))
                .toList();
    }

    /** The data that a step may make known. */
    Set<String> made(ProcessModel process, Step step) {
        var effect = new HashSet<String>();
        switch (step.kind()) {
            case USER_TASK ->
                lifeEvent.form(String.valueOf(step.form())).ifPresent(form -> effect.addAll(form.asked()));
            case SERVICE_TASK -> effect.addAll(ofService(String.valueOf(step.topic())));
            case DECISION -> {
                Decision decision = reading.decisions().get(String.valueOf(step.decision()));
                if (decision != null) {
                    effect.addAll(decision.outputs());
                }
            }
            case CALL -> step.takesBack().forEach(taken -> effect.add(taken.target()));
            case SUB_PROCESS -> scope(process, step.id()).forEach(inner -> effect.addAll(made(process, inner)));
            default -> effect.addAll(ofEvent(process, step));
        }
        return effect;
    }

    // Who delivers an open service is known only where the block is called; any service may be meant there.
    private Set<String> ofService(String topic) {
        if (topic.contains("{")) {
            return anyService;
        }
        return lifeEvent
                .service(topic)
                .map(service -> service.contract().outputs().keySet())
                .orElse(Set.of());
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
            Step host = step.attachedTo() == null ? null : process.steps().get(step.attachedTo());
            if (host != null && host.kind() == StepKind.CALL) {
                // What was said inside ended with the called process, but for what the call takes back.
                host.takesBack().forEach(taken -> effect.add(taken.target()));
            } else {
                // Whoever refuses may say more in words; the work room keeps it under this name.
                effect.add("refusal.message");
            }
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
}

package org.samspill.catalogue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a journey always comes to rest: processes that call each other in a circle, circles of flows without a wait, and calls that multiply would keep a node busy for ever.
 */
final class CallChecks {

    private static final long MOST_STEPS = 5_000;
    private static final int DEEPEST = 30;

    private final Reading reading;
    private final LifeEvent lifeEvent;
    private final Findings findings;
    private final Map<String, Boolean> passes = new HashMap<>();
    private final Map<String, Long> sizes = new HashMap<>();

    CallChecks(Reading reading, LifeEvent lifeEvent) {
        this.reading = reading;
        this.lifeEvent = lifeEvent;
        this.findings = reading.findings();
    }

    /** False when calls go in a circle or nowhere, so that nothing may follow them. */
    boolean check() {
        boolean sound = true;
        for (ProcessModel process : lifeEvent.processes().values()) {
            for (Step step : process.steps().values()) {
                sound &= step.kind() != StepKind.CALL || call(process, step);
            }
        }
        if (!sound) {
            return false;
        }
        boolean small = true;
        for (ProcessModel process : lifeEvent.processes().values()) {
            loops(process);
            if (size(process.key(), 0) > MOST_STEPS) {
                small = false;
                findings.error(reading.file(process.key()), process.key(), "calls-multiply", MOST_STEPS);
            }
        }
        Set<ProcessModel> reachable = new HashSet<>(lifeEvent.reachable());
        lifeEvent.processes().values().stream()
                .filter(process ->
                        reading.file(process.key()).startsWith("life-events/") && !reachable.contains(process))
                .forEach(process ->
                        findings.warning(reading.file(process.key()), process.key(), "process-unused", process.key()));
        return small;
    }

    private boolean call(ProcessModel process, Step step) {
        String file = reading.file(process.key());
        String called = step.calledProcess();
        ProcessModel target = called == null ? null : lifeEvent.processes().get(called);
        if (target == null) {
            findings.error(file, step.id(), "called-unknown", String.valueOf(called));
            return false;
        }
        boolean startable = target.steps().values().stream()
                .anyMatch(start -> start.kind() == StepKind.START
                        && start.parent() == null
                        && start.trigger() != null
                        && start.trigger().kind() == Trigger.Kind.NONE);
        if (!startable) {
            findings.error(file, step.id(), "called-without-start", target.key());
        }
        if (reaches(target.key(), process.key())) {
            findings.error(file, step.id(), "call-circle", target.key());
            return false;
        }
        return true;
    }

    private boolean reaches(String from, String to) {
        var seen = new HashSet<String>();
        var waiting = new ArrayDeque<String>(List.of(from));
        while (!waiting.isEmpty()) {
            String key = waiting.poll();
            if (key.equals(to)) {
                return true;
            }
            ProcessModel process = lifeEvent.processes().get(key);
            if (process != null && seen.add(key)) {
                process.steps().values().forEach(step -> {
                    if (step.calledProcess() != null) {
                        waiting.add(step.calledProcess());
                    }
                });
            }
        }
        return false;
    }

    /** How many steps one start can set going, calls and instances counted in; capped, since only "too many" matters. */
    private long size(String key, int depth) {
        ProcessModel process = lifeEvent.processes().get(key);
        if (process == null || depth > DEEPEST) {
            return MOST_STEPS + 1;
        }
        Long known = sizes.get(key);
        if (known != null) {
            return known;
        }
        long size = 0;
        for (Step step : process.steps().values()) {
            long inner = step.calledProcess() == null ? 1 : 1 + size(step.calledProcess(), depth + 1);
            size = Math.min(MOST_STEPS + 1, size + inner * times(process, step));
        }
        sizes.put(key, size);
        return size;
    }

    private long times(ProcessModel process, Step step) {
        long times = Math.max(1, reading.cardinality(process.key(), step.id()));
        Step parent = step.parent() == null ? null : process.steps().get(step.parent());
        return Math.min(MOST_STEPS + 1, parent == null ? times : times * times(process, parent));
    }

    /** Depth first over the nodes a token passes without resting; meeting a node that is still open is a circle. */
    private void loops(ProcessModel process) {
        var done = new HashSet<String>();
        for (String start : process.steps().keySet()) {
            search(process, start, new LinkedHashSet<>(), done);
        }
    }

    private void search(ProcessModel process, String id, Set<String> open, Set<String> done) {
        if (done.contains(id) || rests(process, process.steps().get(id))) {
            return;
        }
        if (!open.add(id)) {
            findings.error(reading.file(process.key()), id, "loop-without-wait", String.join(", ", open));
            return;
        }
        for (String next : next(process, id)) {
            search(process, next, open, done);
        }
        open.remove(id);
        done.add(id);
    }

    private List<String> next(ProcessModel process, String id) {
        var next = new ArrayList<String>();
        process.flows().stream().filter(flow -> flow.from().equals(id)).forEach(flow -> next.add(flow.to()));
        // An error inside a call or sub-process can come at once.
        process.steps().values().stream()
                .filter(step -> id.equals(step.attachedTo()))
                .forEach(step -> next.add(step.id()));
        return next;
    }

    private boolean rests(ProcessModel process, @Nullable Step step) {
        if (step == null) {
            return true;
        }
        return switch (step.kind()) {
            case USER_TASK, SERVICE_TASK, CATCH, EVENT_GATEWAY -> true;
            case CALL -> !passesThrough(process, step);
            case SUB_PROCESS -> !passes(process, step.id(), new HashSet<>());
            default -> false;
        };
    }

    private boolean passesThrough(ProcessModel process, Step call) {
        String called = String.valueOf(call.calledProcess());
        ProcessModel target = lifeEvent.processes().get(called);
        if (target == null) {
            return true;
        }
        Boolean known = passes.get(called);
        if (known == null) {
            known = passes(target, null, new HashSet<>());
            passes.put(called, known);
        }
        return known;
    }

    /** Whether a token can come from a start to an end of this process or sub-process without resting. */
    private boolean passes(ProcessModel process, @Nullable String parent, Set<String> seen) {
        var waiting = new ArrayDeque<String>();
        process.steps().values().stream()
                .filter(step -> step.kind() == StepKind.START && Objects.equals(step.parent(), parent))
                .forEach(step -> waiting.add(step.id()));
        while (!waiting.isEmpty()) {
            Step step = process.steps().get(waiting.poll());
            if (step == null || !seen.add(step.id()) || rests(process, step)) {
                continue;
            }
            if (step.kind() == StepKind.END) {
                return true;
            }
            waiting.addAll(next(process, step.id()));
        }
        return false;
    }
}

package org.samspill.catalogue;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether tokens can travel: defaults at gateways, no dead end but an end, nothing that is never reached. */
final class FlowChecks {

    private final ProcessModel process;
    private final Findings findings;
    private final String file;

    FlowChecks(Reading reading, ProcessModel process) {
        this.process = process;
        this.findings = reading.findings();
        this.file = reading.file(process.key());
    }

    void check() {
        process.steps().values().forEach(this::outgoing);
        long starts = process.steps().values().stream()
                .filter(step -> step.parent() == null && step.kind() == StepKind.START)
                .count();
        if (starts == 0) {
            findings.error(file, process.key(), "no-start");
        }
        reachable();
    }

    private void outgoing(Step step) {
        List<Flow> out = process.flows().stream()
                .filter(flow -> flow.from().equals(step.id()))
                .toList();
        boolean deciding = step.kind() == StepKind.EXCLUSIVE_GATEWAY || step.kind() == StepKind.INCLUSIVE_GATEWAY;
        if (deciding && out.size() > 1) {
            gateway(step, out);
        } else {
            out.stream()
                    .filter(flow -> flow.condition() != null)
                    .forEach(flow -> findings.error(file, flow.id(), "condition-outside-gateway"));
        }
        boolean eventSubProcess = step.kind() == StepKind.SUB_PROCESS && startsByEvent(step);
        if (out.isEmpty() && step.kind() != StepKind.END && !eventSubProcess) {
            findings.error(file, step.id(), "dead-end", step.id());
        }
        if (step.kind() == StepKind.EVENT_GATEWAY) {
            out.stream()
                    .map(flow -> process.steps().get(flow.to()))
                    .filter(next -> next != null && next.kind() != StepKind.CATCH)
                    .forEach(next -> findings.error(file, step.id(), "event-gateway", next.id()));
        }
    }

    private void gateway(Step step, List<Flow> out) {
        // An inclusive gateway always takes its ways without a condition; an exclusive one must choose.
        boolean inclusive = step.kind() == StepKind.INCLUSIVE_GATEWAY;
        boolean always = inclusive && out.stream().anyMatch(flow -> flow.condition() == null);
        if (!always && out.stream().noneMatch(Flow::fallback)) {
            findings.error(file, step.id(), "no-default", step.id());
        }
        for (Flow flow : out) {
            if (!inclusive && !flow.fallback() && flow.condition() == null) {
                findings.error(file, flow.id(), "no-condition");
            }
            if (flow.fallback() && flow.condition() != null) {
                findings.error(file, flow.id(), "default-with-condition");
            }
        }
    }

    private boolean startsByEvent(Step sub) {
        return process.steps().values().stream()
                .anyMatch(step -> sub.id().equals(step.parent())
                        && step.kind() == StepKind.START
                        && step.trigger() != null
                        && step.trigger().kind() != Trigger.Kind.NONE);
    }

    private void reachable() {
        Set<String> reached = new HashSet<>();
        var waiting = new ArrayDeque<String>();
        process.steps().values().stream()
                .filter(step -> step.kind() == StepKind.START && step.parent() == null)
                .forEach(step -> waiting.add(step.id()));
        process.steps().values().stream()
                .filter(step -> step.kind() == StepKind.SUB_PROCESS && startsByEvent(step) && step.parent() == null)
                .forEach(step -> waiting.add(step.id()));
        while (!waiting.isEmpty()) {
            String id = waiting.poll();
            if (!reached.add(id)) {
                continue;
            }
            process.flows().stream().filter(flow -> flow.from().equals(id)).forEach(flow -> waiting.add(flow.to()));
            process.steps().values().stream()
                    .filter(step -> id.equals(step.attachedTo())
                            || (id.equals(step.parent())
                                    && (step.kind() == StepKind.START
                                            || (step.kind() == StepKind.SUB_PROCESS && startsByEvent(step)))))
                    .forEach(step -> waiting.add(step.id()));
        }
        process.steps().keySet().stream()
                .filter(id -> !reached.contains(id))
                .forEach(id -> findings.error(file, id, "unreachable", id));
    }
}

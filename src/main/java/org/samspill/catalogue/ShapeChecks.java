package org.samspill.catalogue;

import java.util.Collection;
import java.util.HashSet;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.Participant;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.samspill.actors.Text;

/** Whether a process is drawn as the profile asks: one executable process in one pool, ids that say their kind, and words for people in both languages. */
final class ShapeChecks {

    private static final int MOST_NODES = 40;

    private final Reading reading;
    private final ProcessModel process;
    private final Findings findings;
    private final String file;

    ShapeChecks(Reading reading, ProcessModel process) {
        this.reading = reading;
        this.process = process;
        this.findings = reading.findings();
        this.file = reading.file(process.key());
    }

    void check() {
        var model = reading.model(process.key());
        Collection<Process> processes = model.getModelElementsByType(Process.class);
        if (processes.size() != 1
                || model.getModelElementsByType(Participant.class).size() != 1) {
            findings.error(file, process.key(), "one-process");
        }
        Process own = processes.iterator().next();
        if (!file.endsWith("/" + process.key() + ".bpmn")) {
            findings.error(file, process.key(), "process-id", process.key());
        }
        if (!own.isExecutable()) {
            findings.error(file, process.key(), "not-executable");
        }
        if (BpmnReader.camunda(own, "historyTimeToLive") == null) {
            findings.error(file, process.key(), "no-time-to-live");
        }
        words(process.key(), process.title(), true);
        explained(process.key(), BpmnReader.explanation(own));
        if (process.steps().size() > MOST_NODES) {
            findings.warning(
                    file, process.key(), "diagram-too-large", process.steps().size());
        }
        process.steps().values().forEach(this::step);
        process.flows().forEach(this::flow);
        ids(model.getModelElementsByType(BaseElement.class));
    }

    private void step(Step step) {
        boolean joins = step.kind().gateway()
                && process.flows().stream()
                                .filter(flow -> flow.from().equals(step.id()))
                                .count()
                        < 2;
        boolean parallel = step.kind() == StepKind.PARALLEL_GATEWAY;
        words(step.id(), step.title(), !joins && !parallel);
        if (!joins && !parallel) {
            explained(step.id(), step.explanation());
        }
        boolean timer = step.trigger() != null && step.trigger().kind() == Trigger.Kind.TIMER;
        String id = step.id();
        boolean says = (id.startsWith(step.kind().prefix())
                        && id.length() > step.kind().prefix().length())
                || (timer && id.startsWith("Timer_"))
                || (step.kind() == StepKind.THROW && id.startsWith("Milestone_"));
        if (!says) {
            findings.error(
                    file, id, "id-prefix", id, timer ? "Timer_" : step.kind().prefix());
        }
        if (step.lane() == null) {
            findings.error(file, id, "no-lane", id);
        }
    }

    private void flow(Flow flow) {
        if (flow.title() != null) {
            words(flow.id(), flow.title(), true);
        } else if (flow.condition() != null) {
            findings.error(file, flow.id(), "condition-without-name");
        }
        if (!flow.id().startsWith("Flow_")) {
            findings.error(file, flow.id(), "id-prefix", flow.id(), "Flow_");
        }
    }

    private void ids(Collection<BaseElement> elements) {
        var seen = new HashSet<String>();
        for (BaseElement element : elements) {
            if (element.getId() != null && !seen.add(element.getId())) {
                findings.error(file, element.getId(), "id-twice", element.getId());
            }
        }
    }

    private void words(String id, Text title, boolean needed) {
        if (title.nb().isBlank() && needed) {
            findings.error(file, id, "no-name");
        }
        if (title.en().isBlank() && (needed || !title.nb().isBlank())) {
            findings.error(file, id, "no-english-title");
        }
    }

    private void explained(String id, Text explanation) {
        if (explanation.nb().isBlank() || explanation.en().isBlank()) {
            findings.error(file, id, "no-explanation");
        }
    }
}

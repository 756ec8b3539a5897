package org.samspill.catalogue;

import java.util.HashSet;
import java.util.Set;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.CompletionCondition;
import org.camunda.bpm.model.bpmn.instance.LoopCardinality;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.jspecify.annotations.Nullable;

/**
 * Whether every expression is one of the few allowed (see {@link ModelExpression}) and names data of the dictionary.
 * This is a security boundary: an expression of the engine reaches the whole virtual machine unless it is stopped here.
 */
final class ExpressionChecks {

    private static final Set<String> COUNTERS =
            Set.of("nrOfInstances", "nrOfActiveInstances", "nrOfCompletedInstances");

    private final Reading reading;
    private final LifeEvent lifeEvent;
    private final ProcessModel process;
    private final Findings findings;
    private final String file;
    private final Set<String> loopNames = new HashSet<>();

    ExpressionChecks(Reading reading, LifeEvent lifeEvent, ProcessModel process) {
        this.reading = reading;
        this.lifeEvent = lifeEvent;
        this.process = process;
        this.findings = reading.findings();
        this.file = reading.file(process.key());
        loopNames.add("participant");
        process.steps().values().stream()
                .map(Step::elementVariable)
                .filter(name -> name != null)
                .forEach(loopNames::add);
    }

    void check() {
        for (Flow flow : process.flows()) {
            if (flow.condition() != null) {
                expression(flow.id(), flow.condition(), Set.of());
            }
        }
        for (Step step : process.steps().values()) {
            if (step.topic() != null && step.topic().contains("{")) {
                plain(step.id(), step.topic());
            }
            if (step.trigger() != null && step.trigger().kind() == Trigger.Kind.TIMER) {
                String time = step.trigger().value();
                if (time != null && time.contains("{")) {
                    plain(step.id(), time);
                }
            }
        }
        reading.model(process.key())
                .getModelElementsByType(MultiInstanceLoopCharacteristics.class)
                .forEach(this::loop);
    }

    private void loop(MultiInstanceLoopCharacteristics loop) {
        String id = ((BaseElement) loop.getParentElement()).getId();
        String collection = loop.getCamundaCollection();
        if (collection != null) {
            plain(id, collection.contains("{") ? collection : "${" + collection + "}");
        }
        LoopCardinality cardinality = loop.getLoopCardinality();
        if (cardinality != null) {
            int count = number(cardinality.getTextContent());
            if (count < 1 || count > ModelLimits.MOST_INSTANCES) {
                findings.error(
                        file, id, "cardinality", cardinality.getTextContent().strip(), ModelLimits.MOST_INSTANCES);
            }
        }
        CompletionCondition condition = loop.getCompletionCondition();
        if (condition != null) {
            expression(id, condition.getTextContent(), COUNTERS);
        }
        if (collection == null && cardinality == null) {
            findings.error(file, id, "loop-over-nothing");
        }
        if (collection != null && loop.getCamundaElementVariable() == null) {
            findings.error(file, id, "loop-without-variable");
        }
    }

    /** An expression that may do no more than name a datum. */
    private void plain(String id, String text) {
        String name = ModelExpression.plainName(text).orElse(null);
        if (name == null) {
            findings.error(file, id, "expression-not-plain", text);
        } else {
            known(id, name, Set.of());
        }
    }

    private void expression(String id, @Nullable String text, Set<String> alsoKnown) {
        var parsed = ModelExpression.parse(String.valueOf(text));
        if (parsed.isEmpty()) {
            findings.error(
                    file, id, "expression-not-allowed", String.valueOf(text).strip());
            return;
        }
        parsed.get().names().forEach(name -> known(id, name, alsoKnown));
    }

    private void known(String id, String name, Set<String> alsoKnown) {
        if (!lifeEvent.data().knows(name) && !loopNames.contains(name) && !alsoKnown.contains(name)) {
            findings.error(file, id, "datum-unknown", name);
        }
    }

    static int number(@Nullable String text) {
        return text != null && text.strip().matches("\\d{1,6}") ? Integer.parseInt(text.strip()) : -1;
    }
}

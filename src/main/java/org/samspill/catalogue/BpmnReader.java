package org.samspill.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.*;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Text;

/** Turns a BPMN model into our records: the shape only, what is wrong with it is said by the checks. */
final class BpmnReader {

    private static final Pattern PARAGRAPHS =
            Pattern.compile("\\s*nb:\\s*(.*?)\\s*(?:^|\\n)\\s*en:\\s*(.*?)\\s*", Pattern.DOTALL);

    private final Set<String> roles;
    private final Map<String, Lane> lanes = new HashMap<>();

    private BpmnReader(Set<String> roles) {
        this.roles = roles;
    }

    /** Reads the first process of the model; null when it has none. */
    static @Nullable ProcessModel read(BpmnModelInstance model, Set<String> roles) {
        return model.getModelElementsByType(org.camunda.bpm.model.bpmn.instance.Process.class).stream()
                .findFirst()
                .map(process -> new BpmnReader(roles).process(process))
                .orElse(null);
    }

    private ProcessModel process(org.camunda.bpm.model.bpmn.instance.Process process) {
        process.getLaneSets().forEach(set -> set.getLanes().forEach(this::lane));
        var steps = new LinkedHashMap<String, Step>();
        var flows = new ArrayList<Flow>();
        walk(process.getFlowElements(), null, steps, flows);
        return new ProcessModel(process.getId(), title(process, process.getName()), steps, flows);
    }

    private void lane(org.camunda.bpm.model.bpmn.instance.Lane drawn) {
        Lane lane = laneOf(Objects.requireNonNullElse(drawn.getName(), ""));
        drawn.getFlowNodeRefs().forEach(node -> lanes.put(node.getId(), lane));
    }

    Lane laneOf(String key) {
        int slash = key.indexOf('/');
        String name = slash < 0 ? key : key.substring(0, slash);
        String function = slash < 0 ? null : key.substring(slash + 1);
        LaneKind kind =
                switch (name) {
                    case "caller" -> LaneKind.CALLER;
                    case "applicant" -> LaneKind.APPLICANT;
                    case "holder" -> LaneKind.HOLDER;
                    default -> roles.contains(name) ? LaneKind.ROLE : LaneKind.ACTOR;
                };
        return new Lane(key, kind, name, function);
    }

    private void walk(
            Iterable<FlowElement> elements, @Nullable String parent, Map<String, Step> steps, List<Flow> flows) {
        for (FlowElement element : elements) {
            if (element instanceof SequenceFlow flow) {
                flows.add(flow(flow));
            } else if (element instanceof FlowNode node) {
                Step step = step(node, parent);
                if (step != null) {
                    steps.put(step.id(), step);
                }
                if (node instanceof SubProcess sub) {
                    walk(sub.getFlowElements(), node.getId(), steps, flows);
                }
            }
        }
    }

    private @Nullable Step step(FlowNode node, @Nullable String parent) {
        StepKind kind = kind(node);
        if (kind == null) {
            return null;
        }
        var properties = properties(node);
        Lane lane = lanes.get(node.getId());
        if (lane == null && parent != null) {
            lane = lanes.get(parent);
        }
        if (lane != null) {
            lanes.put(node.getId(), lane);
        }
        MultiInstanceLoopCharacteristics many = node instanceof Activity activity
                        && activity.getLoopCharacteristics() instanceof MultiInstanceLoopCharacteristics loop
                ? loop
                : null;
        return new Step(
                node.getId(),
                kind,
                title(node, node.getName()),
                explanation(node),
                lane,
                node instanceof ServiceTask task ? task.getCamundaTopic() : null,
                node instanceof UserTask task ? camunda(task, "formRef") : null,
                promise(properties),
                node instanceof CallActivity call ? call.getCalledElement() : null,
                node instanceof BusinessRuleTask task ? task.getCamundaDecisionRef() : null,
                trigger(node),
                node instanceof BoundaryEvent boundary && boundary.getAttachedTo() != null
                        ? boundary.getAttachedTo().getId()
                        : null,
                parent,
                many == null ? null : name(many.getCamundaCollection()),
                many == null ? null : many.getCamundaElementVariable(),
                parameters(node, CamundaIn.class),
                parameters(node, CamundaOut.class),
                properties);
    }

    private static @Nullable StepKind kind(FlowNode node) {
        if (node instanceof UserTask) return StepKind.USER_TASK;
        if (node instanceof ServiceTask) return StepKind.SERVICE_TASK;
        if (node instanceof BusinessRuleTask) return StepKind.DECISION;
        if (node instanceof CallActivity) return StepKind.CALL;
        if (node instanceof SubProcess) return StepKind.SUB_PROCESS;
        if (node instanceof ExclusiveGateway) return StepKind.EXCLUSIVE_GATEWAY;
        if (node instanceof ParallelGateway) return StepKind.PARALLEL_GATEWAY;
        if (node instanceof InclusiveGateway) return StepKind.INCLUSIVE_GATEWAY;
        if (node instanceof EventBasedGateway) return StepKind.EVENT_GATEWAY;
        if (node instanceof StartEvent) return StepKind.START;
        if (node instanceof EndEvent) return StepKind.END;
        if (node instanceof BoundaryEvent) return StepKind.BOUNDARY;
        if (node instanceof IntermediateCatchEvent) return StepKind.CATCH;
        if (node instanceof IntermediateThrowEvent) return StepKind.THROW;
        return null;
    }

    private static @Nullable Trigger trigger(FlowNode node) {
        if (!(node instanceof Event)) {
            return null;
        }
        boolean interrupting = !(node instanceof BoundaryEvent boundary && !boundary.cancelActivity())
                && !(node instanceof StartEvent start && !start.isInterrupting());
        for (EventDefinition definition : node.getChildElementsByType(EventDefinition.class)) {
            if (definition instanceof MessageEventDefinition message) {
                String name = message.getMessage() == null
                        ? null
                        : message.getMessage().getName();
                return new Trigger(Trigger.Kind.MESSAGE, name, interrupting);
            }
            if (definition instanceof ErrorEventDefinition error) {
                String code = error.getError() == null ? null : error.getError().getErrorCode();
                return new Trigger(Trigger.Kind.ERROR, code, interrupting);
            }
            if (definition instanceof TimerEventDefinition timer) {
                return new Trigger(Trigger.Kind.TIMER, timer(timer), interrupting);
            }
            if (definition instanceof TerminateEventDefinition) {
                return new Trigger(Trigger.Kind.TERMINATE, null, interrupting);
            }
        }
        return new Trigger(Trigger.Kind.NONE, null, interrupting);
    }

    private static @Nullable String timer(TimerEventDefinition timer) {
        for (Expression one : timer.getChildElementsByType(Expression.class)) {
            return one.getTextContent().strip();
        }
        return null;
    }

    private static Flow flow(SequenceFlow flow) {
        String label = flow.getName();
        ConditionExpression condition = flow.getConditionExpression();
        FlowNode from = flow.getSource();
        boolean fallback = (from instanceof ExclusiveGateway gateway && flow.equals(gateway.getDefault()))
                || (from instanceof InclusiveGateway gateway2 && flow.equals(gateway2.getDefault()))
                || (from instanceof Activity activity && flow.equals(activity.getDefault()));
        return new Flow(
                flow.getId(),
                from.getId(),
                flow.getTarget().getId(),
                label == null || label.isBlank() ? null : title(flow, label),
                condition == null ? null : condition.getTextContent().strip(),
                fallback);
    }

    static Text title(BaseElement element, @Nullable String name) {
        String nb = Objects.requireNonNullElse(name, "").strip();
        return new Text(nb, properties(element).getOrDefault("title.en", ""));
    }

    /** The two paragraphs of an element's documentation; empty texts where they are missing. */
    static Text explanation(BaseElement element) {
        for (Documentation documentation : element.getDocumentations()) {
            var both = PARAGRAPHS.matcher(Objects.requireNonNullElse(documentation.getTextContent(), ""));
            if (both.matches()) {
                return new Text(both.group(1), both.group(2));
            }
        }
        return new Text("", "");
    }

    static Map<String, String> properties(BaseElement element) {
        var values = new LinkedHashMap<String, String>();
        ExtensionElements extensions = element.getExtensionElements();
        if (extensions != null) {
            for (CamundaProperties list : extensions.getChildElementsByType(CamundaProperties.class)) {
                for (CamundaProperty property : list.getCamundaProperties()) {
                    if (property.getCamundaName() != null && property.getCamundaValue() != null) {
                        values.put(
                                property.getCamundaName(),
                                property.getCamundaValue().strip());
                    }
                }
            }
        }
        return values;
    }

    private static List<Parameter> parameters(BaseElement element, Class<? extends BpmnModelElementInstance> kind) {
        ExtensionElements extensions = element.getExtensionElements();
        if (extensions == null) {
            return List.of();
        }
        var parameters = new ArrayList<Parameter>();
        for (BpmnModelElementInstance one : extensions.getChildElementsByType(kind)) {
            String target = one.getAttributeValue("target");
            if (target != null) {
                parameters.add(new Parameter(
                        target, one.getAttributeValue("source"), one.getAttributeValue("sourceExpression")));
            }
        }
        return parameters;
    }

    private static @Nullable PromiseTerm promise(Map<String, String> properties) {
        Within within = Within.parse(properties.getOrDefault("promise", "")).orElse(null);
        if (within == null) {
            return null;
        }
        String source = properties.getOrDefault("promise.source", "");
        Origin origin = Origin.of(properties.getOrDefault("promise.origin", ""))
                .orElse(PromiseTerm.assumed(source) ? Origin.PUBLISHED : Origin.LAW);
        return new PromiseTerm(within, origin, source);
    }

    /** {@code ${guardians}} names the datum guardians; a bare name is one already. */
    private static @Nullable String name(@Nullable String expression) {
        return expression == null ? null : expression.replaceAll("^[$#]\\{\\s*|\\s*}$", "");
    }

    static @Nullable String camunda(BaseElement element, String attribute) {
        return element.getAttributeValueNs("http://camunda.org/schema/1.0/bpmn", attribute);
    }
}

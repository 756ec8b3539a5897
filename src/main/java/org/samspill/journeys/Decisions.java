package org.samspill.journeys;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationEvent;
import org.camunda.bpm.dmn.engine.delegate.DmnEvaluatedDecisionRule;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableImpl;
import org.camunda.bpm.dmn.engine.impl.spi.type.DmnDataTypeTransformerRegistry;
import org.camunda.bpm.engine.impl.bpmn.behavior.AbstractBpmnActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.dmn.entity.repository.DecisionDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityExecution;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.util.DecisionEvaluationUtil;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.samspill.catalogue.Feel;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.engine.DataScope;
import org.samspill.journeys.JourneyEvent.Kind;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Business rule tasks: a decision table sees everything its step sees, with {@code today} and the rates in force, and each output column becomes a
 * datum of its name. The rules that matched stand in the journey log.
 */
@Component
class Decisions {

    private final JourneyLog log;
    private final SingletonSupplier<LifeEvents> lifeEvents;
    private final Clock clock;
    private final ThreadLocal<Set<String>> matched = ThreadLocal.withInitial(LinkedHashSet::new);

    Decisions(JourneyLog log, ObjectProvider<LifeEvents> lifeEvents, Clock clock) {
        this.log = log;
        this.lifeEvents = SingletonSupplier.of(lifeEvents::getObject);
        this.clock = clock;
    }

    /** Hears from the decision engine which rules matched. */
    void listenTo(ProcessEngineConfigurationImpl engine) {
        DefaultDmnEngineConfiguration dmn = Objects.requireNonNull(
                engine.getDmnEngineConfiguration(), "The engine's settings come first: they bound what FEEL may do");
        dmn.getCustomPostDecisionTableEvaluationListeners().add(this::remember);
        DmnDataTypeTransformerRegistry types = dmn.getTransformer().getDataTypeTransformerRegistry();
        // FEEL brings days and numbers in its own types; the engine's transformers know neither a FEEL day nor the word
        // number.
        types.addTransformer("date", Variables::untypedValue);
        types.addTransformer("number", Variables::untypedValue);
    }

    private void remember(DmnDecisionTableEvaluationEvent event) {
        event.getMatchingRules().stream().map(DmnEvaluatedDecisionRule::getId).forEach(matched.get()::add);
    }

    /** Makes the engine decide our way at a business rule task. */
    void take(Element element, ActivityImpl activity) {
        String decision = element.attributeNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, "decisionRef");
        if (decision != null) {
            activity.setActivityBehavior(new Behavior(decision));
        }
    }

    private void decide(ExecutionEntity execution, String key) throws Exception {
        String deployment = execution.getProcessDefinition().getDeploymentId();
        DecisionDefinitionEntity decision = (DecisionDefinitionEntity) Context.getProcessEngineConfiguration()
                .getDeploymentCache()
                .findDeployedDecisionDefinitionByDeploymentAndKey(deployment, key);
        LifeEvent lifeEvent = lifeEvents.obtain().ofDefinition(execution.getProcessDefinitionId());
        matched.get().clear();
        DmnDecisionResult result = DecisionEvaluationUtil.evaluateDecision(
                decision, Variables.fromMap(facts(lifeEvent, DataScope.all(execution))));
        Map<String, Object> outputs = outputs(decision, result);
        outputs.forEach((name, value) -> execution.setVariable(name, variable(value)));
        log.write(JourneyLog.Entry.step(
                        JourneyListener.journey(execution),
                        Kind.DECIDED,
                        JourneyListener.process(execution),
                        execution.getCurrentActivityId())
                .outcome(key, String.join(",", matched.get())));
    }

    private Map<String, Object> facts(LifeEvent lifeEvent, Map<String, Object> data) {
        LocalDate today = LocalDate.now(clock);
        Map<String, Object> facts = new HashMap<>(data);
        lifeEvent.rates().forEach((key, rate) -> rate.on(today).ifPresent(value -> facts.put("rates." + key, value)));
        facts.put("today", today);
        return Feel.nested(facts);
    }

    private static Map<String, Object> outputs(DecisionDefinitionEntity decision, DmnDecisionResult result) {
        if (collects(decision)) {
            Map<String, Object> lists = new LinkedHashMap<>();
            ((DmnDecisionTableImpl) decision.getDecisionLogic())
                    .getOutputs()
                    .forEach(output -> lists.put(
                            output.getOutputName(),
                            result.stream()
                                    .map(row -> (Object) row.getEntry(output.getOutputName()))
                                    .filter(Objects::nonNull)
                                    .collect(Collectors.toList())));
            return lists;
        }
        Map<String, Object> values = new LinkedHashMap<>();
        if (!result.isEmpty()) {
            result.get(0).getEntryMap().forEach((name, value) -> {
                if (value != null) {
                    values.put(name, value);
                }
            });
        }
        return values;
    }

    private static boolean collects(DecisionDefinitionEntity decision) {
        return decision.getDecisionLogic() instanceof DmnDecisionTableImpl table
                && table.getHitPolicyHandler().getHitPolicyEntry().getHitPolicy() == HitPolicy.COLLECT
                && table.getHitPolicyHandler().getHitPolicyEntry().getAggregator() == null;
    }

    private static Object variable(Object value) {
        if (value instanceof List<?> list) {
            return JourneyData.list(list);
        }
        if (value instanceof Number number
                && !(value instanceof Long || value instanceof Integer || value instanceof Double)) {
            return number.doubleValue();
        }
        return value instanceof LocalDate date ? date.toString() : value;
    }

    private final class Behavior extends AbstractBpmnActivityBehavior {

        private final String decision;

        Behavior(String decision) {
            this.decision = decision;
        }

        @Override
        public void execute(ActivityExecution execution) throws Exception {
            executeWithErrorPropagation(execution, () -> {
                decide((ExecutionEntity) execution, decision);
                leave(execution);
                return null;
            });
        }
    }
}

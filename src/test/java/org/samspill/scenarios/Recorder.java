package org.samspill.scenarios;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.samspill.engine.DataScope;
import org.springframework.stereotype.Component;

/** Notes what the log does not hold: which sequence flows were taken, and what a journey's root knew when it ended. */
@Component
class Recorder extends AbstractProcessEnginePlugin {

    /** By life event, the flows that its journeys took. */
    private final Map<String, Set<String>> flows = new ConcurrentHashMap<>();

    private final Map<String, Map<String, Object>> lastData = new ConcurrentHashMap<>();

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        List<BpmnParseListener> listeners = engine.getCustomPostBPMNParseListeners();
        if (listeners == null) {
            listeners = new ArrayList<>();
            engine.setCustomPostBPMNParseListeners(listeners);
        }
        listeners.add(new AbstractBpmnParseListener() {
            @Override
            public void parseProcess(Element element, ProcessDefinitionEntity process) {
                process.addBuiltInListener(ExecutionListener.EVENTNAME_END, (ExecutionListener) execution -> {
                    if (((ExecutionEntity) execution).getProcessInstance().getSuperExecution() == null) {
                        lastData.put(execution.getProcessBusinessKey(), DataScope.all(execution));
                    }
                });
            }

            @Override
            public void parseSequenceFlow(Element element, ScopeImpl scope, TransitionImpl transition) {
                transition.addExecutionListener((ExecutionListener) execution -> flows.computeIfAbsent(
                                lifeEvent((ExecutionEntity) execution), key -> ConcurrentHashMap.newKeySet())
                        .add(((ExecutionEntity) execution)
                                        .getProcessDefinition()
                                        .getKey() + " " + transition.getId()));
            }
        });
    }

    /** The process that the journey began with has the life event's key. */
    private static String lifeEvent(ExecutionEntity execution) {
        ExecutionEntity root = execution.getProcessInstance();
        while (root.getSuperExecution() != null) {
            root = root.getSuperExecution().getProcessInstance();
        }
        return root.getProcessDefinition().getKey();
    }

    /** All flows that any journey took. */
    Set<String> flows() {
        return flows.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    }

    Set<String> flows(String lifeEvent) {
        return flows.getOrDefault(lifeEvent, Set.of());
    }

    Map<String, Object> lastData(String journey) {
        return lastData.getOrDefault(journey, Map.of());
    }
}

package org.samspill.scenarios;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

    private final Set<String> flows = ConcurrentHashMap.newKeySet();
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
                transition.addExecutionListener((ExecutionListener) execution -> flows.add(
                        ((ExecutionEntity) execution).getProcessDefinition().getKey() + " " + transition.getId()));
            }
        });
    }

    Set<String> flows() {
        return new HashSet<>(flows);
    }

    Map<String, Object> lastData(String journey) {
        return lastData.getOrDefault(journey, Map.of());
    }
}

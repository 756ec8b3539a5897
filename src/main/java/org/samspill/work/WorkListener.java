package org.samspill.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.ExternalTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.core.variable.mapping.value.ParameterValueProvider;
import org.camunda.bpm.engine.impl.el.ElValueProvider;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExternalTaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityExecution;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.stereotype.Component;

/** What the engine tells the room {@code work}: a service task or user task waits, or was left. Each becomes a work item in the same transaction. */
@Component
class WorkListener extends AbstractProcessEnginePlugin {

    private final WorkIntake intake;
    private final WorkStore store;

    WorkListener(WorkIntake intake, WorkStore store) {
        this.intake = intake;
        this.store = store;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        List<BpmnParseListener> listeners = engine.getCustomPostBPMNParseListeners();
        if (listeners == null) {
            listeners = new ArrayList<>();
            engine.setCustomPostBPMNParseListeners(listeners);
        }
        listeners.add(new Parsing());
        List<SessionFactory> sessions =
                new ArrayList<>(Objects.requireNonNullElse(engine.getCustomSessionFactories(), List.of()));
        sessions.add(new StepWork.Factory(store));
        engine.setCustomSessionFactories(sessions);
    }

    private void taskCreated(DelegateTask task) {
        intake.userTask(task.getId(), (ExecutionEntity) task.getExecution());
    }

    private void left(DelegateExecution execution) {
        intake.left((ExecutionEntity) execution);
    }

    private void ended(DelegateExecution execution) {
        intake.ended((ExecutionEntity) execution);
    }

    /** Puts the listeners where they belong while the engine reads a model. */
    private final class Parsing extends AbstractBpmnParseListener {

        @Override
        public void parseProcess(Element element, ProcessDefinitionEntity process) {
            process.addBuiltInListener(ExecutionListener.EVENTNAME_END, (ExecutionListener) WorkListener.this::ended);
        }

        @Override
        public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
            ((UserTaskActivityBehavior) activity.getActivityBehavior())
                    .getTaskDefinition()
                    .addBuiltInTaskListener(TaskListener.EVENTNAME_CREATE, WorkListener.this::taskCreated);
            activity.addBuiltInListener(ExecutionListener.EVENTNAME_END, (ExecutionListener) WorkListener.this::left);
        }

        @Override
        public void parseServiceTask(Element element, ScopeImpl scope, ActivityImpl activity) {
            if (activity.getActivityBehavior() instanceof ExternalTaskActivityBehavior external) {
                String topic = element.attributeNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, "topic");
                activity.setActivityBehavior(new ServiceTask(
                        new ElValueProvider(Context.getProcessEngineConfiguration()
                                .getExpressionManager()
                                .createExpression(topic)),
                        external.getPriorityValueProvider()));
                activity.addBuiltInListener(
                        ExecutionListener.EVENTNAME_END, (ExecutionListener) WorkListener.this::left);
            }
        }
    }

    private final class ServiceTask extends ExternalTaskActivityBehavior {

        ServiceTask(ParameterValueProvider topic, ParameterValueProvider priority) {
            super(topic, priority);
        }

        @Override
        public void execute(ActivityExecution execution) throws Exception {
            super.execute(execution);
            List<ExternalTaskEntity> tasks = ((ExecutionEntity) execution).getExternalTasks();
            ExternalTaskEntity created = tasks.get(tasks.size() - 1);
            intake.serviceTask(created.getId(), created.getTopicName(), (ExecutionEntity) execution);
        }
    }
}

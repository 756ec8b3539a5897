package org.samspill.journeys;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.bpmn.behavior.CallableElementActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.behavior.ExternalTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.core.model.CallableElement;
import org.camunda.bpm.engine.impl.core.model.CallableElementParameter;
import org.camunda.bpm.engine.impl.core.variable.mapping.value.ConstantValueProvider;
import org.camunda.bpm.engine.impl.core.variable.mapping.value.ParameterValueProvider;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.Variables.SerializationDataFormats;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.PersonId;
import org.samspill.catalogue.DataType;
import org.samspill.catalogue.Datum;
import org.samspill.catalogue.LifeEvents;
import org.samspill.engine.DataScope;
import org.samspill.journeys.JourneyEvent.Kind;
import org.samspill.privacy.Exemptions;
import org.samspill.privacy.Retention;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * What the engine tells the journeys: every element a token comes to or leaves becomes a row of the journey log, and the root's end ends the journey.
 * Work (service tasks and user tasks) is logged by the room that owns it. It also teaches called processes to know their journey and to read their
 * callers' data.
 */
@Component
class JourneyListener extends AbstractProcessEnginePlugin {

    /** The list of those whom the block {@code consent} asks. */
    private static final String ASKED = "participants";

    private final JourneyLog log;
    private final JourneyStore store;
    private final Decisions decisions;
    private final Exemptions exemptions;
    private final SingletonSupplier<LifeEvents> lifeEvents;
    private final ObjectProvider<Retention> retention;
    private final ObjectProvider<CalledData> archiving;
    private final Clock clock;

    JourneyListener(
            JourneyLog log,
            JourneyStore store,
            Decisions decisions,
            Exemptions exemptions,
            ObjectProvider<LifeEvents> lifeEvents,
            ObjectProvider<Retention> retention,
            ObjectProvider<CalledData> archiving,
            Clock clock) {
        this.log = log;
        this.store = store;
        this.decisions = decisions;
        this.exemptions = exemptions;
        this.lifeEvents = SingletonSupplier.of(lifeEvents::getObject);
        this.retention = retention;
        this.archiving = archiving;
        this.clock = clock;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        decisions.listenTo(engine);
        List<org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener> listeners =
                engine.getCustomPostBPMNParseListeners();
        if (listeners == null) {
            listeners = new ArrayList<>();
            engine.setCustomPostBPMNParseListeners(listeners);
        }
        listeners.add(new Parsing());
    }

    private void log(DelegateExecution execution, Kind kind) {
        log.write(
                JourneyLog.Entry.step(journey(execution), kind, process(execution), execution.getCurrentActivityId()));
    }

    private void reached(DelegateExecution execution) {
        log(execution, Kind.REACHED);
    }

    private void left(DelegateExecution execution) {
        log(execution, execution.isCanceled() ? Kind.CANCELLED : Kind.COMPLETED);
    }

    private void endReached(DelegateExecution execution) {
        reached(execution);
        if (isRoot(execution)) {
            store.endElement(journey(execution), execution.getCurrentActivityId());
        }
    }

    private void processEnded(DelegateExecution execution) {
        if (isRoot(execution)) {
            JourneyId journey = journey(execution);
            store.ended(journey);
            store.find(journey).ifPresent(over -> keep(over, execution));
            String end = store.find(journey).map(Journey::endElement).orElse(null);
            log.write(JourneyLog.Entry.journey(journey, Kind.ENDED, end, null));
        } else {
            archiving.getObject().ended(journey(execution), ((ExecutionEntity) execution).getProcessInstance());
        }
    }

    /** What is to be kept of the journey's data is kept now: the engine lets go of them all. */
    private void keep(Journey journey, DelegateExecution execution) {
        retention
                .getObject()
                .ended(
                        journey.id().value(),
                        journey.definitionId(),
                        lifeEvents.obtain().ofDefinition(journey.definitionId()),
                        DataScope.all(((ExecutionEntity) execution).getProcessInstance()),
                        clock.instant());
    }

    static JourneyId journey(DelegateExecution execution) {
        return new JourneyId(Objects.requireNonNull(
                execution.getProcessBusinessKey(), "Every process belongs to a journey by its business key"));
    }

    static String process(DelegateExecution execution) {
        return ((ExecutionEntity) execution).getProcessDefinition().getKey();
    }

    private static boolean isRoot(DelegateExecution execution) {
        return ((ExecutionEntity) execution).getProcessInstance().getSuperExecution() == null;
    }

    /** Puts the listeners where they belong while the engine reads a model. */
    private final class Parsing extends AbstractBpmnParseListener {

        @Override
        public void parseProcess(Element element, ProcessDefinitionEntity process) {
            process.addBuiltInListener(
                    ExecutionListener.EVENTNAME_END, (ExecutionListener) JourneyListener.this::processEnded);
        }

        @Override
        public void parseStartEvent(Element element, ScopeImpl scope, ActivityImpl activity) {
            moment(activity);
        }

        @Override
        public void parseEndEvent(Element element, ScopeImpl scope, ActivityImpl activity) {
            activity.addBuiltInListener(
                    ExecutionListener.EVENTNAME_START, (ExecutionListener) JourneyListener.this::endReached);
        }

        @Override
        public void parseExclusiveGateway(Element element, ScopeImpl scope, ActivityImpl activity) {
            moment(activity);
        }

        @Override
        public void parseInclusiveGateway(Element element, ScopeImpl scope, ActivityImpl activity) {
            moment(activity);
        }

        @Override
        public void parseParallelGateway(Element element, ScopeImpl scope, ActivityImpl activity) {
            moment(activity);
        }

        @Override
        public void parseEventBasedGateway(Element element, ScopeImpl scope, ActivityImpl activity) {
            moment(activity);
        }

        @Override
        public void parseIntermediateThrowEvent(Element element, ScopeImpl scope, ActivityImpl activity) {
            moment(activity);
        }

        @Override
        public void parseBoundaryEvent(Element element, ScopeImpl scope, ActivityImpl activity) {
            moment(activity);
        }

        @Override
        public void parseIntermediateCatchEvent(Element element, ScopeImpl scope, ActivityImpl activity) {
            waiting(activity);
        }

        @Override
        public void parseReceiveTask(Element element, ScopeImpl scope, ActivityImpl activity) {
            waiting(activity);
        }

        @Override
        public void parseSubProcess(Element element, ScopeImpl scope, ActivityImpl activity) {
            waiting(activity);
        }

        @Override
        public void parseBusinessRuleTask(Element element, ScopeImpl scope, ActivityImpl activity) {
            decisions.take(element, activity);
        }

        @Override
        public void parseCallActivity(Element element, ScopeImpl scope, ActivityImpl activity) {
            waiting(activity);
            CallableElement called =
                    ((CallableElementActivityBehavior) activity.getActivityBehavior()).getCallableElement();
            called.setBusinessKeyValueProvider(
                    new FromScope(scopeOfCall -> ((DelegateExecution) scopeOfCall).getProcessBusinessKey()));
            called.getInputs().forEach(JourneyListener::readThroughCallers);
            called.getInputs().forEach(JourneyListener.this::asTheDictionarySays);
            called.getInputs().forEach(JourneyListener.this::withoutThoseWhoNeedNotBeAsked);
            called.getOutputs().replaceAll(GivenBack::of);
        }

        private void moment(ActivityImpl activity) {
            activity.addBuiltInListener(
                    ExecutionListener.EVENTNAME_START, (ExecutionListener) JourneyListener.this::reached);
        }

        private void waiting(ActivityImpl activity) {
            moment(activity);
            activity.addBuiltInListener(
                    ExecutionListener.EVENTNAME_END, (ExecutionListener) JourneyListener.this::left);
        }
    }

    /** True for the behaviours whose elements are work items, which the room {@code work} logs. */
    static boolean isWork(Object behavior) {
        return behavior instanceof ExternalTaskActivityBehavior || behavior instanceof UserTaskActivityBehavior;
    }

    /** A called process is given what the caller can see, not only what the caller's own process holds. */
    private static void readThroughCallers(CallableElementParameter input) {
        if (input.getSourceValueProvider() instanceof ConstantValueProvider constant) {
            String name = (String) constant.getValue(null);
            input.setSourceValueProvider(new FromScope(scope -> DataScope.get(scope, name)));
        }
    }

    /** What a model gives in words ({@code a,b}, {@code false}) is a list or a yes or no for the called process, as its dictionary says. */
    private void asTheDictionarySays(CallableElementParameter input) {
        ParameterValueProvider given = input.getSourceValueProvider();
        input.setSourceValueProvider(new FromScope(scope -> {
            Object value = given.getValue(scope);
            if (!(value instanceof String text)) {
                return value;
            }
            return switch (type(scope, input.getTarget())) {
                case LIST ->
                    Variables.objectValue(new ArrayList<>(List.of(text.split("\\s*,\\s*"))))
                            .serializationDataFormat(SerializationDataFormats.JSON)
                            .create();
                case BOOLEAN, CONSENT -> Boolean.valueOf(text);
                default -> value;
            };
        }));
    }

    /** Whoever is exempt from agreeing is not asked either: the question would tell her what she shall not know. */
    private void withoutThoseWhoNeedNotBeAsked(CallableElementParameter input) {
        if (!ASKED.equals(input.getTarget())) {
            return;
        }
        ParameterValueProvider given = input.getSourceValueProvider();
        input.setSourceValueProvider(new FromScope(scope -> {
            Object value = given.getValue(scope);
            Set<PersonId> exempt =
                    exemptions.of(journey((DelegateExecution) scope).value());
            return exempt.isEmpty() || !(value instanceof List<?> people)
                    ? value
                    : JourneyData.list(people.stream()
                            .filter(person -> !exempt.contains(new PersonId(String.valueOf(person))))
                            .toList());
        }));
    }

    private DataType type(VariableScope scope, String name) {
        return scope instanceof ExecutionEntity execution
                ? lifeEvents
                        .obtain()
                        .ofDefinition(execution.getProcessDefinitionId())
                        .data()
                        .find(name)
                        .map(Datum::type)
                        .orElse(DataType.TEXT)
                : DataType.TEXT;
    }

    private record FromScope(java.util.function.Function<VariableScope, @Nullable Object> read)
            implements ParameterValueProvider {

        @Override
        public @Nullable Object getValue(VariableScope scope) {
            return read.apply(scope);
        }

        @Override
        public boolean isDynamic() {
            return true;
        }
    }
}

package org.samspill.engine;

import java.util.Collection;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.bpmn.behavior.MultiInstanceActivityBehavior;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;

/**
 * How far a journey may go in one turn, between two rests: circles, calls of itself and calls that multiply end here and are rolled back, instead of
 * taking the node with them. How many turns it may take by itself is counted by {@link JobTurns}. The numbers are far above what any honest model needs; the model checks refuse long before.
 */
final class StepBudget implements Session {

    static final int MOST_STEPS = 5_000;
    static final int MOST_INSTANCES = 1_000;
    static final int DEEPEST_CALL = 40;

    /** Each counts for as many steps: a decision reads all data, a call begins a process. */
    private static final Set<String> DEAR = Set.of("businessRuleTask", "callActivity");

    private static final int DEAR_STEPS = 10;

    static final ExecutionListener LISTENER = execution ->
            Context.getCommandContext().getSession(StepBudget.class).step(execution);

    private final JobTurns turns;
    private int steps;

    private StepBudget(JobTurns turns) {
        this.turns = turns;
    }

    private void step(DelegateExecution execution) {
        if (steps == 0 && Context.getCommandContext().getCurrentJob() != null) {
            turns.take(((ExecutionEntity) execution).getRootProcessInstanceId(), execution.getCurrentActivityId());
        }
        Object type = ((ExecutionEntity) execution).getActivity().getProperty("type");
        steps += DEAR.contains(String.valueOf(type)) ? DEAR_STEPS : 1;
        if (steps > MOST_STEPS) {
            throw new ProcessEngineException("A journey that takes more than " + MOST_STEPS
                    + " steps without a rest is stopped (" + execution.getCurrentActivityId() + ")");
        }
        int depth = 0;
        ExecutionEntity caller =
                ((ExecutionEntity) execution).getProcessInstance().getSuperExecution();
        while (caller != null) {
            if (++depth > DEEPEST_CALL) {
                throw new ProcessEngineException("Processes that call each other more than " + DEEPEST_CALL
                        + " deep are stopped (" + execution.getCurrentActivityId() + ")");
            }
            caller = caller.getProcessInstance().getSuperExecution();
        }
    }

    /** Lets a step be done as often as {@link #MOST_INSTANCES} and no more, whatever data or model ask for. */
    static void bound(MultiInstanceActivityBehavior many) {
        Expression cardinality = many.getLoopCardinalityExpression();
        if (cardinality != null) {
            many.setLoopCardinalityExpression(new Bounded(cardinality));
        }
        Expression collection = many.getCollectionExpression();
        if (collection != null) {
            many.setCollectionExpression(new Bounded(collection));
        }
        String variable = many.getCollectionVariable();
        if (variable != null) {
            Expression named = Context.getProcessEngineConfiguration()
                    .getExpressionManager()
                    .createExpression("${" + variable + "}");
            many.setCollectionVariable(null);
            many.setCollectionExpression(new Bounded(named));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    /** One budget for each command, and with it for each transaction of the engine. */
    static final class Factory implements SessionFactory {

        final JobTurns turns = new JobTurns();

        @Override
        public Class<?> getSessionType() {
            return StepBudget.class;
        }

        @Override
        public Session openSession() {
            return new StepBudget(turns);
        }
    }

    private record Bounded(Expression inner) implements Expression {

        @Override
        public Object getValue(VariableScope scope) {
            return checked(inner.getValue(scope));
        }

        private static Object checked(Object value) {
            long times = value instanceof Collection<?> many
                    ? many.size()
                    : value instanceof Number number
                            ? number.longValue()
                            : value instanceof String text ? number(text.strip()) : 0;
            if (times > MOST_INSTANCES) {
                throw new ProcessEngineException(
                        "A step that is to be done " + times + " times is stopped; " + MOST_INSTANCES + " is most");
            }
            return value;
        }

        /** What is too long for a number is too many as well. */
        private static long number(String text) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException tooLongOrNone) {
                return Long.MAX_VALUE;
            }
        }

        @Override
        public void setValue(Object value, VariableScope scope) {
            inner.setValue(value, scope);
        }

        @Override
        public String getExpressionText() {
            return inner.getExpressionText();
        }

        @Override
        public boolean isLiteralText() {
            return inner.isLiteralText();
        }
    }
}

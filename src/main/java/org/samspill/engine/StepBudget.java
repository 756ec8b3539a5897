package org.samspill.engine;

import java.util.Collection;
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
        if (++steps > MOST_STEPS) {
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
                            : value instanceof String text ? Long.parseLong(text.strip()) : 0;
            if (times > MOST_INSTANCES) {
                throw new ProcessEngineException(
                        "A step that is to be done " + times + " times is stopped; " + MOST_INSTANCES + " is most");
            }
            return value;
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

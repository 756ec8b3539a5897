package org.samspill.engine;

import java.util.Arrays;
import java.util.List;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.bpmn.behavior.MultiInstanceActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.jspecify.annotations.Nullable;

/**
 * A model hands a block a list as literal text ({@code brreg.roles.read,brreg.statutes.read}), because an expression in a model cannot make one. A
 * multi-instance step over such a datum takes each part of the text.
 */
final class LiteralLists extends AbstractBpmnParseListener {

    @Override
    public void parseMultiInstanceLoopCharacteristics(Element activityElement, Element loop, ActivityImpl activity) {
        if (activity.getActivityBehavior() instanceof MultiInstanceActivityBehavior behavior
                && behavior.getCollectionExpression() != null) {
            behavior.setCollectionExpression(new Parts(behavior.getCollectionExpression()));
        }
    }

    private record Parts(Expression whole) implements Expression {

        @Override
        public @Nullable Object getValue(VariableScope scope) {
            Object value = whole.getValue(scope);
            return value instanceof String text ? parts(text) : value;
        }

        private static List<String> parts(String text) {
            return Arrays.stream(text.split(","))
                    .map(String::strip)
                    .filter(part -> !part.isEmpty())
                    .toList();
        }

        @Override
        public void setValue(Object value, VariableScope scope) {
            whole.setValue(value, scope);
        }

        @Override
        public String getExpressionText() {
            return whole.getExpressionText();
        }

        @Override
        public boolean isLiteralText() {
            return whole.isLiteralText();
        }
    }
}

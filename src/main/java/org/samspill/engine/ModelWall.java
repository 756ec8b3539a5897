package org.samspill.engine;

import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.MultiInstanceActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParser;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.jspecify.annotations.Nullable;

/**
 * The second wall around diagrams: the engine does not even read one that would run code, whichever way it came into the database, and what it reads it
 * runs within {@link StepBudget}. The first wall, the model checks, lets far less through and says why in words.
 */
final class ModelWall extends BpmnParse {

    private static final int MOST_ELEMENTS = 10_000;

    /** Elements inside elements; the engine reads them by calling itself for each. */
    private static final int DEEPEST = 100;

    private static final Set<String> ELEMENTS = Set.of(
            "script",
            "scriptTask",
            "executionListener",
            "taskListener",
            "connector",
            "inputOutput",
            "formData",
            "formField",
            "field",
            "conditionalEventDefinition",
            "failedJobRetryTimeCycle",
            "import");

    private static final Set<String> ATTRIBUTES = Set.of(
            "class",
            "delegateExpression",
            "expression",
            "resource",
            "formHandlerClass",
            "formKey",
            "variableMappingClass",
            "variableMappingDelegateExpression",
            "caseRef");

    /** Each would make a job of every step; a circle of such steps never comes to rest and no budget of a step ends it. Our models have no use for them. */
    private static final Set<String> JOBS = Set.of("async", "asyncBefore", "asyncAfter");

    private int elements;

    ModelWall(BpmnParser parser) {
        super(parser);
    }

    @Override
    protected void parseRootElement() {
        admit(rootElement, null, 1);
        if (elements > MOST_ELEMENTS) {
            addError("A model of more than " + MOST_ELEMENTS + " elements is not read", rootElement);
        }
        if (hasErrors()) {
            return;
        }
        super.parseRootElement();
        getProcessDefinitions().forEach(this::bound);
    }

    private void admit(Element element, @Nullable String near, int depth) {
        if (++elements > MOST_ELEMENTS) {
            return;
        }
        String id = element.attribute("id") == null ? near : element.attribute("id");
        if (ELEMENTS.contains(element.getTagName())) {
            runsCode(element, id, element.getTagName());
        }
        for (String attribute : ATTRIBUTES) {
            if (element.attributeNS(CAMUNDA_BPMN_EXTENSIONS_NS, attribute) != null
                    || element.attribute(attribute) != null) {
                runsCode(element, id, attribute);
            }
        }
        for (String attribute : JOBS) {
            if ("true".equals(element.attributeNS(CAMUNDA_BPMN_EXTENSIONS_NS, attribute))) {
                refuse(element, id, "A model that makes jobs of its steps is not read (" + attribute + ")");
            }
        }
        String type = element.attributeNS(CAMUNDA_BPMN_EXTENSIONS_NS, "type");
        if (type != null && !type.equals("external")) {
            runsCode(element, id, "type " + type);
        }
        if (element.attribute("language") != null || element.attribute("scriptFormat") != null) {
            runsCode(element, id, "script language");
        }
        if (depth == DEEPEST) {
            refuse(element, id, "A model nested more than " + DEEPEST + " deep is not read");
        } else {
            element.elements().forEach(inner -> admit(inner, id, depth + 1));
        }
    }

    private void runsCode(Element element, @Nullable String id, String what) {
        refuse(element, id, "A model that runs code is not read (" + what + ")");
    }

    private void refuse(Element element, @Nullable String id, String why) {
        if (id == null) {
            addError(why, element);
        } else {
            addError(why, element, id);
        }
    }

    private void bound(ScopeImpl scope) {
        List<ActivityImpl> activities = scope.getActivities();
        for (ActivityImpl activity : activities) {
            activity.addBuiltInListener(ExecutionListener.EVENTNAME_START, StepBudget.LISTENER, 0);
            if (activity.getActivityBehavior() instanceof MultiInstanceActivityBehavior many) {
                StepBudget.bound(many);
            }
            bound(activity);
        }
    }
}

package org.samspill.journeys;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.core.model.CallableElementParameter;
import org.camunda.bpm.engine.impl.core.variable.mapping.value.ConstantValueProvider;
import org.camunda.bpm.engine.variable.VariableMap;

/**
 * What a called process gives back to its caller: a datum that it has set, also to nothing. One that it never set it has nothing to say about, so the caller keeps
 * what it had; the engine would overwrite that with null.
 */
final class GivenBack extends CallableElementParameter {

    private GivenBack(CallableElementParameter drawn) {
        setSourceValueProvider(drawn.getSourceValueProvider());
        setTarget(drawn.getTarget());
        setAllVariables(drawn.isAllVariables());
        setReadLocal(drawn.isReadLocal());
    }

    static CallableElementParameter of(CallableElementParameter drawn) {
        return new GivenBack(drawn);
    }

    @Override
    public void applyTo(VariableScope called, VariableMap given) {
        boolean neverSet = !isAllVariables()
                && getSourceValueProvider() instanceof ConstantValueProvider name
                && !called.hasVariable((String) name.getValue(called));
        if (!neverSet) {
            super.applyTo(called, given);
        }
    }
}

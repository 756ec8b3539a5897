package org.samspill.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.jspecify.annotations.Nullable;

/**
 * How a step reads the journey's data: first what its own process knows, then what the process that called it knows, and so on up to the
 * root. Called processes therefore need no copies, and what they write stays theirs until the model hands it back.
 */
public final class DataScope {

    private DataScope() {}

    /** The nearest value of a datum that is not null, or null when nobody on the way to the root has one. */
    public static @Nullable Object get(VariableScope scope, String name) {
        for (VariableScope at = scope; at != null; at = caller(at)) {
            Object value = at.getVariable(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** Everything a step can see, by datum name; nearer values hide farther ones, nulls hide nothing. */
    public static Map<String, Object> all(VariableScope scope) {
        Deque<VariableScope> fromRoot = new ArrayDeque<>();
        for (VariableScope at = scope; at != null; at = caller(at)) {
            fromRoot.push(at);
        }
        Map<String, Object> data = new HashMap<>();
        for (VariableScope at : fromRoot) {
            at.getVariables().forEach((name, value) -> {
                if (value != null) {
                    data.put(name, value);
                }
            });
        }
        return data;
    }

    /** Whether any visible datum has a dotted name that begins with this group, so {@code child} is one when {@code child.age} is known. */
    static boolean hasGroup(VariableScope scope, String group) {
        for (VariableScope at = scope; at != null; at = caller(at)) {
            if (at.getVariableNames().stream().anyMatch(name -> name.startsWith(group + "."))) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable VariableScope caller(VariableScope scope) {
        return scope instanceof ExecutionEntity execution
                ? execution.getProcessInstance().getSuperExecution()
                : null;
    }
}

package org.samspill.engine;

import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Puts data into a running process past its steps. Who ends the scope in which they come to stand at the same moment has changed no row that they are in, and no
 * foreign key tells them apart (docs/adr/0040): so the scope counts as changed. The later of the two fails with {@code OptimisticLockingException} and is tried
 * again, and no data are left behind by a process that has ended.
 */
@Component
public class LateData {

    private final ProcessEngine engine;
    private final RuntimeService processes;

    LateData(ProcessEngine engine) {
        this.engine = engine;
        this.processes = engine.getRuntimeService();
    }

    /** Sets variables where they stand already, seen from an execution, and in its process instance otherwise; null takes the value away and leaves the name. */
    public void put(String execution, Map<String, ? extends @Nullable Object> values) {
        if (values.isEmpty()) {
            return;
        }
        changing(execution, () -> processes.setVariables(execution, values));
    }

    /** Sets a variable at the execution itself. */
    public void putAt(String execution, String name, @Nullable Object value) {
        changing(execution, () -> processes.setVariableLocal(execution, name, value));
    }

    private void changing(String execution, Runnable put) {
        ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired()
                .<@Nullable Void>execute(context -> {
                    put.run();
                    ExecutionEntity at = context.getExecutionManager().findExecutionById(execution);
                    while (at != null) {
                        at.forceUpdate();
                        at = at.getParent();
                    }
                    return null;
                });
    }
}

package org.samspill.work;

import java.util.Map;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.persistence.entity.ExternalTaskEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells the engine what became of a task. Who holds a work item is decided in its own row, so the engine's external-task locks are left alone: the
 * task is completed by a command of ours, in the caller's transaction.
 */
@Component
class EngineTasks {

    /** Branches that end at the same moment meet at one join; the loser of that race tries again. */
    private static final int TRIES = 5;

    private final ProcessEngine engine;
    private final TaskService tasks;
    private final TransactionTemplate transaction;

    EngineTasks(ProcessEngine engine, TransactionTemplate transaction) {
        this.engine = engine;
        this.tasks = engine.getTaskService();
        this.transaction = transaction;
    }

    /** Runs a step in a transaction, again when another step of the same journey won the race. */
    Outcome step(java.util.function.Supplier<Outcome> step) {
        for (int attempt = 1; ; attempt++) {
            try {
                return java.util.Objects.requireNonNull(transaction.execute(status -> step.get()));
            } catch (OptimisticLockingException | ConcurrencyFailureException lost) {
                if (attempt == TRIES) {
                    throw lost instanceof ConcurrencyFailureException conflict
                            ? conflict
                            : new OptimisticLockingFailureException("Other steps of the journey were faster", lost);
                }
            }
        }
    }

    void complete(WorkItem item, Map<String, @Nullable Object> variables) {
        if (item.kind() == WorkItem.Kind.USER) {
            tasks.complete(item.id(), variables);
        } else {
            external(item, task -> task.complete(variables, Map.of()));
        }
    }

    void write(WorkItem item, Map<String, @Nullable Object> variables) {
        engine.getRuntimeService().setVariables(item.executionId(), variables);
    }

    void refuse(WorkItem item, String code, Map<String, @Nullable Object> variables) {
        external(item, task -> task.bpmnError(code, null, variables));
    }

    void fail(WorkItem item, @Nullable String message, int retries, long millis) {
        external(item, task -> task.failed(message, null, retries, millis, Map.of(), Map.of()));
    }

    void retry(WorkItem item, int retries) {
        engine.getExternalTaskService().setRetries(item.id(), retries);
    }

    private void external(WorkItem item, java.util.function.Consumer<ExternalTaskEntity> act) {
        Command<Void> command = context -> {
            act.accept(context.getExternalTaskManager().findExternalTaskById(item.id()));
            return null;
        };
        ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired()
                .execute(command);
    }
}

package org.samspill.work;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExternalTaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.jspecify.annotations.Nullable;
import org.samspill.engine.LateData;
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
    private final LateData late;
    private final TransactionTemplate transaction;

    EngineTasks(ProcessEngine engine, LateData late, TransactionTemplate transaction) {
        this.engine = engine;
        this.tasks = engine.getTaskService();
        this.late = late;
        this.transaction = transaction;
    }

    /** Runs a step in a transaction, again when another step of the same journey won the race. */
    <T> T step(Supplier<T> step) {
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

    /** Runs a step as {@link #step} does and as one command of the engine, which so reads a journey once and writes all at the end. What it reads past the engine must not be what it has changed in it. */
    Outcome command(Supplier<Outcome> step) {
        return step(() -> command(context -> step.get()));
    }

    void complete(WorkItem item, Map<String, @Nullable Object> variables) {
        if (item.kind() == WorkItem.Kind.USER) {
            this.<@Nullable Void>command(context -> {
                TaskEntity task = context.getTaskManager().findTaskById(item.id());
                if (task != null) {
                    StepWork.now().answered(task.getExecution().getActivityInstanceId());
                }
                tasks.complete(item.id(), variables);
                return null;
            });
        } else {
            answer(item, task -> task.complete(variables, Map.of()));
        }
    }

    void write(WorkItem item, Map<String, @Nullable Object> variables) {
        late.put(item.executionId(), variables);
    }

    /** Without words for the applicant now, the words of an earlier refusal are taken away. */
    void refuse(WorkItem item, String reason, @Nullable String message) {
        Map<String, @Nullable Object> words = new HashMap<>();
        words.put(
                "refusal.message",
                message == null || message.isBlank() ? null : message.strip().replace("\0", ""));
        answer(item, task -> task.bpmnError(reason, null, words));
    }

    void fail(WorkItem item, @Nullable String message, int retries, long millis) {
        external(item, task -> task.failed(message, null, retries, millis, Map.of(), Map.of()));
    }

    void retry(WorkItem item, int retries) {
        engine.getExternalTaskService().setRetries(item.id(), retries);
    }

    private void answer(WorkItem item, Consumer<ExternalTaskEntity> act) {
        external(item, task -> {
            StepWork.now().answered(task.getActivityInstanceId());
            act.accept(task);
        });
    }

    private void external(WorkItem item, Consumer<ExternalTaskEntity> act) {
        this.<@Nullable Void>command(context -> {
            ExternalTaskEntity task = context.getExternalTaskManager().findExternalTaskById(item.id());
            processOf(context, task.getProcessInstanceId());
            act.accept(task);
            return null;
        });
    }

    /** Within {@link #command}: reads a person's task and its process, which the steps that follow need. */
    void read(WorkItem item) {
        this.<@Nullable Void>command(context -> {
            TaskEntity task =
                    item.kind() == WorkItem.Kind.USER ? context.getTaskManager().findTaskById(item.id()) : null;
            if (task != null) {
                processOf(context, task.getProcessInstanceId());
            }
            return null;
        });
    }

    /** Reads all of a process in one go; the engine would read the task's execution alone first, and then all of them. */
    private static void processOf(CommandContext context, String instance) {
        List<ExecutionEntity> all = context.getExecutionManager().findExecutionsByProcessInstanceId(instance);
        all.stream()
                .filter(ExecutionEntity::isProcessInstanceExecution)
                .findFirst()
                .ifPresent(root -> root.restoreProcessInstance(all, null, null, null, null, null, null));
    }

    private <T extends @Nullable Object> T command(Command<T> command) {
        return ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired()
                .execute(command);
    }
}

package org.samspill.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.ExternalTaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExternalTaskManager;
import org.camunda.bpm.engine.impl.persistence.entity.IdentityLinkEntity;
import org.camunda.bpm.engine.impl.persistence.entity.IdentityLinkManager;
import org.camunda.bpm.engine.impl.persistence.entity.IncidentManager;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionManager;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskManager;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceManager;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.task.Task;

/**
 * What the engine asks the database at every step and need not ask here: a deployed version never changes and is not suspended, a token stands at one
 * task, and tasks have neither candidates nor parts nor data of their own: who holds work stands in the work item's row, and data are the journey's.
 */
final class Unasked {

    private Unasked() {}

    static List<SessionFactory> sessions() {
        return List.of(
                new Instead(ProcessDefinitionManager.class, Definitions::new),
                new Instead(TaskManager.class, WholeTasks::new),
                new Instead(ExternalTaskManager.class, SingleExternalTasks::new),
                new Instead(IncidentManager.class, NoIncidentsOfWhatWentWell::new),
                new Instead(IdentityLinkManager.class, NoCandidates::new),
                new Instead(VariableInstanceManager.class, NoDataOfTasks::new));
    }

    /** Takes the place of one of the engine's own. */
    private record Instead(Class<?> of, Supplier<Session> ours) implements SessionFactory {

        @Override
        public Class<?> getSessionType() {
            return of;
        }

        @Override
        public Session openSession() {
            return ours.get();
        }
    }

    private static final class Definitions extends ProcessDefinitionManager {

        @Override
        public ProcessDefinitionEntity findLatestDefinitionById(String id) {
            ProcessDefinitionEntity known = Context.getProcessEngineConfiguration()
                    .getDeploymentCache()
                    .getProcessDefinitionCache()
                    .get(id);
            return known == null ? super.findLatestDefinitionById(id) : known;
        }
    }

    private static final class WholeTasks extends TaskManager {

        @Override
        public List<TaskEntity> findTasksByExecutionId(String execution) {
            return known(getDbEntityManager(), TaskEntity.class, execution, TaskEntity::getExecutionId)
                    .orElseGet(() -> super.findTasksByExecutionId(execution));
        }

        @Override
        public List<Task> findTasksByParentTaskId(String task) {
            return new ArrayList<>();
        }
    }

    private static final class SingleExternalTasks extends ExternalTaskManager {

        @Override
        public List<ExternalTaskEntity> findExternalTasksByExecutionId(String execution) {
            return known(getDbEntityManager(), ExternalTaskEntity.class, execution, ExternalTaskEntity::getExecutionId)
                    .orElseGet(() -> super.findExternalTasksByExecutionId(execution));
        }
    }

    /** A token stands at one task, so a command that has read it need not ask for others; empty when it has read none. */
    private static <T extends DbEntity> Optional<List<T>> known(
            DbEntityManager read, Class<T> type, String execution, Function<T, String> at) {
        List<T> known = read.getCachedEntitiesByType(type).stream()
                .filter(task -> execution.equals(at.apply(task)))
                .toList();
        List<T> left = new ArrayList<>();
        known.stream().filter(task -> !read.isDeleted(task)).forEach(left::add);
        return known.isEmpty() ? Optional.empty() : Optional.of(left);
    }

    /** A task that is over and had tries left has no incident: the engine makes one with the last try and takes it away with the next. */
    private static final class NoIncidentsOfWhatWentWell extends IncidentManager {

        @Override
        public List<Incident> findIncidentByConfigurationAndIncidentType(String task, String type) {
            ExternalTaskEntity known = getDbEntityManager().getCachedEntity(ExternalTaskEntity.class, task);
            boolean well = known != null
                    && getDbEntityManager().isDeleted(known)
                    && (known.getRetries() == null || known.getRetries() > 0);
            return well ? new ArrayList<>() : super.findIncidentByConfigurationAndIncidentType(task, type);
        }
    }

    private static final class NoCandidates extends IdentityLinkManager {

        @Override
        public List<IdentityLinkEntity> findIdentityLinksByTaskId(String task) {
            return new ArrayList<>();
        }
    }

    private static final class NoDataOfTasks extends VariableInstanceManager {

        @Override
        public List<VariableInstanceEntity> findVariableInstancesByTaskId(String task) {
            return new ArrayList<>();
        }
    }
}

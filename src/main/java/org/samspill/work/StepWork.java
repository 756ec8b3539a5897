package org.samspill.work;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.CachedDbEntity;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.DbEntityState;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;

/** What one command of the engine does with work: the items that begin go into the table together when the engine writes its own rows, and what was answered need not be looked for when its step is left. */
final class StepWork implements Session {

    /** An item that begins, and where in the engine. */
    record Begun(WorkItem item, String activityInstance) {}

    /** So many items go into one statement. */
    private static final int MOST_AT_ONCE = 100;

    private final WorkStore store;
    private final List<Begun> begun = new ArrayList<>();
    private final Set<String> answered = new HashSet<>();

    private StepWork(WorkStore store) {
        this.store = store;
    }

    /** The running command's. */
    static StepWork now() {
        return Context.getCommandContext().getSession(StepWork.class);
    }

    /** True when the process has begun in the running command. */
    static boolean begins(ExecutionEntity process) {
        CachedDbEntity known = Context.getCommandContext()
                .getDbEntityManager()
                .getDbEntityCache()
                .getCachedEntity(process);
        return known != null && known.getEntityState() == DbEntityState.TRANSIENT;
    }

    void begins(Begun one) {
        begun.add(one);
    }

    /** Somebody has answered the item that this activity instance is; its row says so already. */
    void answered(String activityInstance) {
        answered.add(activityInstance);
    }

    boolean wasAnswered(String activityInstance) {
        return answered.contains(activityInstance);
    }

    /** Writes what has begun so far, so that it can be read. */
    @Override
    public void flush() {
        for (int from = 0; from < begun.size(); from += MOST_AT_ONCE) {
            store.insert(begun.subList(from, Math.min(from + MOST_AT_ONCE, begun.size())));
        }
        begun.clear();
    }

    @Override
    public void close() {}

    /** One for each command, and with it for each transaction of the engine. */
    record Factory(WorkStore store) implements SessionFactory {

        @Override
        public Class<?> getSessionType() {
            return StepWork.class;
        }

        @Override
        public Session openSession() {
            return new StepWork(store);
        }
    }
}

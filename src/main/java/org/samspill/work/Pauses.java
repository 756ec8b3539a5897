package org.samspill.work;

import java.time.Instant;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.jspecify.annotations.Nullable;
import org.samspill.catalogue.WorkingCalendar;
import org.springframework.stereotype.Component;

/**
 * Promises that stand still. While an organisation waits for what it has asked a participant, its time does not run (domain guide 1.2,
 * {@code agency-decision}: the clock stops); when the work comes back, the promise goes on with what was left. A preliminary reply (forvaltningsloven
 * § 11 a) stops nothing: it tells why the time is not enough.
 */
@Component
class Pauses {

    private final WorkStore store;
    private final WorkingCalendar calendar;

    Pauses(WorkStore store, WorkingCalendar calendar) {
        this.store = store;
        this.calendar = calendar;
    }

    /** Work was refused and the journey has gone on: if that was a question, and it now stands at a participant, the promise stands still. */
    void refused(WorkItem item, String reason) {
        if (reason.equals(Answering.MORE_INFORMATION)) {
            store.pause(item.id());
        }
    }

    /** The promise of work that begins now: the one that stood still when this is the work that asked, else the fresh one. */
    Promise of(Promise fresh, ExecutionEntity execution, @Nullable String service) {
        if (StepWork.begins(execution.getProcessInstance())) {
            // Nobody can have asked anything yet.
            return fresh;
        }
        return store.paused(execution.getProcessInstanceId(), execution.getActivityId(), service)
                .map(asked -> {
                    store.resume(asked.id());
                    Instant stopped = asked.endedAt() == null ? asked.createdAt() : asked.endedAt();
                    return asked.promise().goesOn(stopped, calendar);
                })
                .orElse(fresh);
    }

    /** The process is over, so no answer will come back to it. */
    void over(ExecutionEntity execution) {
        store.resumeAll(execution.getProcessInstanceId());
    }
}

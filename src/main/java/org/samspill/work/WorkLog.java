package org.samspill.work;

import org.jspecify.annotations.Nullable;
import org.samspill.journeys.JourneyEvent.Channel;
import org.samspill.journeys.JourneyEvent.Kind;
import org.samspill.journeys.JourneyLog.Entry;

/** Rows of the journey log about work items. */
final class WorkLog {

    private WorkLog() {}

    static Entry entry(
            WorkItem item,
            Kind kind,
            @Nullable String outcome,
            @Nullable String reason,
            Channel channel,
            @Nullable String detail) {
        return new Entry(
                item.journey(),
                kind,
                item.process(),
                item.element(),
                item.actor() != null ? item.actor() : item.role(),
                item.organisation() == null ? null : item.organisation().value(),
                item.service(),
                item.id(),
                outcome,
                reason,
                channel,
                item.promise().dueAt(),
                detail);
    }
}

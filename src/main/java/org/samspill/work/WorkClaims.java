package org.samspill.work;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.samspill.actors.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who of an organisation's people has a work item. Every change is a conditional update, so of two who want it one gets it. */
@Component
class WorkClaims {

    private final JdbcClient jdbc;
    private final Clock clock;

    WorkClaims(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Gives a free item to a person; one that a machine holds or a colleague has is not free. */
    boolean claim(WorkItem item, PersonId person) {
        return jdbc.sql("""
                                update work_item set assignee = ?, claimed_at = ?, worker = null, lock_expires = null
                                where id = ? and ended_at is null and assignee is null and guarded = ?
                                  and (worker is null or lock_expires is null or lock_expires <= ?)
                                """)
                        .params(person.value(), now(), item.id(), item.guarded(), now())
                        .update()
                == 1;
    }

    boolean release(String id, PersonId person) {
        return jdbc.sql(
                                "update work_item set assignee = null, claimed_at = null where id = ? and ended_at is null and assignee = ?")
                        .params(id, person.value())
                        .update()
                == 1;
    }

    /** Moves an item from who has it (or nobody) to another. */
    boolean assign(WorkItem item, PersonId to) {
        PersonId from = item.assignee();
        return jdbc.sql("""
                                update work_item set assignee = ?, claimed_at = ?, worker = null, lock_expires = null
                                where id = ? and ended_at is null and coalesce(assignee, '') = ? and guarded = ?
                                  and (worker is null or lock_expires is null or lock_expires <= ?)
                                """)
                        .params(to.value(), now(), item.id(), from == null ? "" : from.value(), item.guarded(), now())
                        .update()
                == 1;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}

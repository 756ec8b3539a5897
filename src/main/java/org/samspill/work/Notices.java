package org.samspill.work;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.samspill.actors.CurrentUser;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What reminders and escalations have told a caseworker about work that is still open: her inbox. */
@Component
public class Notices {

    private static final int MOST = 50;

    /**
     * One notice.
     *
     * @param level 1 reminded, 2 overdue, 3 escalated to her
     */
    public record Notice(WorkItem item, int level, Instant at) {}

    private final JdbcClient jdbc;
    private final WorkStore store;

    Notices(JdbcClient jdbc, WorkStore store) {
        this.jdbc = jdbc;
        this.store = store;
    }

    /** Those she has not put away, the gravest first; of one item only the gravest. */
    public List<Notice> unseen(CurrentUser user) {
        if (user.organisation() == null) {
            return List.of();
        }
        Map<String, Notice> gravest = new LinkedHashMap<>();
        jdbc.sql("""
                        select w.*, n.level as told_level, n.at as told_at
                        from work_notice n join (%s) w on w.id = n.work_item
                        where n.recipient = ? and n.seen_at is null and w.state = 'OPEN' and w.organisation = ?
                          and (w.guarded = false or ?)
                        order by n.level desc, n.at desc, w.id fetch first ? rows only
                        """.formatted(WorkRow.LISTED))
                .params(user.person().value(), user.organisation().number().value(), user.knowsProtected(), MOST)
                .query((row, n) -> new Notice(
                        WorkRow.read(row, n),
                        row.getInt("told_level"),
                        row.getTimestamp("told_at").toInstant()))
                .list()
                .forEach(notice -> gravest.putIfAbsent(notice.item().id(), notice));
        return List.copyOf(gravest.values());
    }

    /** Puts away what she was told about one item. */
    @Transactional
    public void seen(CurrentUser user, String workItem) {
        jdbc.sql("update work_notice set seen_at = ? where recipient = ? and work_item = ? and seen_at is null")
                .params(store.now(), user.person().value(), workItem)
                .update();
    }

    /** Puts everything away. */
    @Transactional
    public void seenAll(CurrentUser user) {
        jdbc.sql("update work_notice set seen_at = ? where recipient = ? and seen_at is null")
                .params(store.now(), user.person().value())
                .update();
    }
}

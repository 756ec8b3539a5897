package org.samspill.work;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.samspill.catalogue.Origin;
import org.samspill.catalogue.Within;
import org.samspill.catalogue.WorkingCalendar;

/**
 * Until when a step is to be done, and why then.
 *
 * @param within the span promised
 * @param source law and section, web page, assumption or mission objective
 * @param level how far it has come: 0 on time, 1 reminded (80 %), 2 overdue (100 %), 3 escalated (150 %)
 * @param noticeAt when the next level is reached; null after the last
 * @param from when its time began to count: the work's creation, or as much before as the same work had used already
 * @param stood how long it has stood still so far, while somebody was asked
 * @param paused true while it stands still
 */
public record Promise(
        Instant dueAt,
        Within within,
        Origin origin,
        String source,
        int level,
        @Nullable Instant noticeAt,
        Instant from,
        Duration stood,
        boolean paused) {

    /** How urgent it looks to people. */
    public enum Urgency {
        ON_TIME,
        /** Under a fifth of the time is left. */
        SOON,
        OVERDUE
    }

    public Urgency urgency(Instant now) {
        if (!now.isBefore(dueAt)) {
            return Urgency.OVERDUE;
        }
        return level >= 1 || noticeAt != null && level == 0 && !now.isBefore(noticeAt) ? Urgency.SOON : Urgency.ON_TIME;
    }

    /**
     * The promise as it goes on now with what was left when it came to stand still, counted as it was promised: working days as working days. What had
     * run out stays as much over.
     */
    Promise goesOn(Instant stopped, WorkingCalendar calendar) {
        Instant now = calendar.now();
        int days = within.unit() == Within.Unit.WORKING_DAYS ? calendar.workingDaysBetween(stopped, dueAt) : 0;
        Instant due = days > 0
                ? calendar.after(now, new Within(days, Within.Unit.WORKING_DAYS))
                : now.plus(Duration.between(stopped, dueAt));
        Instant began = due.minus(Duration.between(from, dueAt));
        return new Promise(
                due,
                within,
                origin,
                source,
                level,
                noticeAt(began, due, level),
                began,
                stood.plus(Duration.between(stopped, now)),
                false);
    }

    /** When a level is reached: 80 %, 100 % and 150 % of the span from its beginning to the due time (domain guide 1.4). */
    static @Nullable Instant noticeAt(Instant from, Instant dueAt, int level) {
        long span = Duration.between(from, dueAt).toMillis();
        return switch (level) {
            case 0 -> from.plusMillis(span * 8 / 10);
            case 1 -> dueAt;
            case 2 -> from.plusMillis(span * 3 / 2);
            default -> null;
        };
    }
}

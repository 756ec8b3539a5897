package org.samspill.work;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.samspill.catalogue.Origin;
import org.samspill.catalogue.Within;

/**
 * Until when a step is to be done, and why then.
 *
 * @param within the span promised
 * @param source law and section, web page, assumption or mission objective
 * @param level how far it has come: 0 on time, 1 reminded (80 %), 2 overdue (100 %), 3 escalated (150 %)
 * @param noticeAt when the next level is reached; null after the last
 */
public record Promise(
        Instant dueAt,
        Within within,
        Origin origin,
        String source,
        int level,
        @Nullable Instant noticeAt) {

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

    /** When a level is reached: 80 %, 100 % and 150 % of the span from creation to the due time (domain guide 1.4). */
    static @Nullable Instant noticeAt(Instant createdAt, Instant dueAt, int level) {
        long span = Duration.between(createdAt, dueAt).toMillis();
        return switch (level) {
            case 0 -> createdAt.plusMillis(span * 8 / 10);
            case 1 -> dueAt;
            case 2 -> createdAt.plusMillis(span * 3 / 2);
            default -> null;
        };
    }
}

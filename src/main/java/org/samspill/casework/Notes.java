package org.samspill.casework;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.PersonId;
import org.samspill.journeys.JourneyId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What caseworkers of one organisation write to each other about a journey; nobody outside the organisation reads it. */
@Component
class Notes {

    static final int LONGEST = 4000;

    private static final Duration SAME = Duration.ofMinutes(1);

    /** One note; {@code workItem} is null when it is about the journey as a whole. */
    record Note(long seq, @Nullable String workItem, PersonId author, Instant at, String words) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    Notes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The notes of the reader's organisation about a journey, the newest first. */
    List<Note> of(JourneyId journey, CurrentUser user) {
        return of(journey, user, Long.MAX_VALUE, Integer.MAX_VALUE);
    }

    /** At most so many of them before the one with this number. */
    List<Note> of(JourneyId journey, CurrentUser user, long before, int most) {
        return jdbc.sql("""
                        select seq, work_item, author, at, words from casework_note
                        where organisation = ? and journey_id = ? and seq < ? order by seq desc fetch first ? rows only
                        """)
                .params(Reader.organisation(user).number().value(), journey.value(), before, most)
                .query((row, n) -> new Note(
                        row.getLong("seq"),
                        row.getString("work_item"),
                        new PersonId(row.getString("author")),
                        row.getTimestamp("at").toInstant(),
                        row.getString("words")))
                .list();
    }

    /** Writes a note; the same words sent again within a minute are the same note. */
    @Transactional
    void write(JourneyId journey, @Nullable String workItem, CurrentUser user, String words) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        if (again(journey, workItem, user, words, now)) {
            return;
        }
        jdbc.sql("""
                        insert into casework_note (journey_id, work_item, organisation, author, at, words)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        journey.value(),
                        workItem,
                        Reader.organisation(user).number().value(),
                        user.person().value(),
                        now,
                        words)
                .update();
    }

    private boolean again(
            JourneyId journey, @Nullable String workItem, CurrentUser user, String words, OffsetDateTime now) {
        return jdbc.sql("""
                        select count(*) from casework_note
                        where journey_id = ? and coalesce(work_item, '') = ? and author = ? and at > ? and words = ?
                        """)
                        .params(
                                journey.value(),
                                workItem == null ? "" : workItem,
                                user.person().value(),
                                now.minus(SAME),
                                words)
                        .query(Integer.class)
                        .single()
                > 0;
    }
}

package org.samspill.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.samspill.catalogue.Origin;
import org.samspill.catalogue.Within;
import org.samspill.catalogue.WorkingCalendar;

/** A promise that stood still goes on with what was left, as it was promised. */
class PromiseTest {

    private static final ZoneId NORWAY = ZoneId.of("Europe/Oslo");

    @Test
    void workingDaysAreLeftAsWorkingDays() {
        // Given on Monday for five working days, asked on Friday: one is left. The answer comes on the Thursday after.
        Promise asked = promise("P5WD", "2026-11-02T09:00", "2026-11-09T09:00", 0);
        Promise now = asked.goesOn(at("2026-11-06T12:00"), calendar("2026-11-12T14:00"));

        assertThat(now.dueAt()).isEqualTo(at("2026-11-13T14:00"));
        assertThat(now.stood()).isEqualTo(Duration.ofDays(6).plusHours(2));
        assertThat(now.paused()).isFalse();
        assertThat(now.source()).isEqualTo("Rammeavtale § 4");
    }

    @Test
    void aFreeDayIsNotCounted() {
        // One working day is left; the answer comes the day before 17 May, a Monday in 2027.
        Promise asked = promise("P5WD", "2026-11-02T09:00", "2026-11-09T09:00", 0);
        Promise now = asked.goesOn(at("2026-11-06T12:00"), calendar("2027-05-14T10:00"));

        assertThat(now.dueAt()).isEqualTo(at("2027-05-18T10:00"));
    }

    @Test
    void daysAreLeftToTheHourAndTheReminderMovesWithThem() {
        Promise asked = promise("P10D", "2026-11-02T09:00", "2026-11-12T09:00", 0);
        Promise now = asked.goesOn(at("2026-11-07T09:00"), calendar("2026-12-01T15:00"));

        assertThat(now.dueAt()).isEqualTo(at("2026-12-06T15:00"));
        assertThat(now.from()).isEqualTo(at("2026-11-26T15:00"));
        assertThat(now.noticeAt()).isEqualTo(at("2026-12-04T15:00"));
    }

    @Test
    void whatWasOverdueIsAsMuchOverdue() {
        Promise asked = promise("P10D", "2026-11-02T09:00", "2026-11-12T09:00", 2);
        Promise now = asked.goesOn(at("2026-11-14T09:00"), calendar("2026-12-01T09:00"));

        assertThat(now.dueAt()).isEqualTo(at("2026-11-29T09:00"));
        assertThat(now.urgency(at("2026-12-01T09:00"))).isEqualTo(Promise.Urgency.OVERDUE);
        assertThat(now.level()).isEqualTo(2);
        assertThat(now.noticeAt()).isEqualTo(at("2026-12-04T09:00"));
    }

    @Test
    void timesThatItStoodStillAddUp() {
        Promise once = promise("P10D", "2026-11-02T09:00", "2026-11-12T09:00", 0)
                .goesOn(at("2026-11-03T09:00"), calendar("2026-11-05T09:00"));
        Promise twice = once.goesOn(at("2026-11-06T09:00"), calendar("2026-11-09T09:00"));

        assertThat(twice.stood()).isEqualTo(Duration.ofDays(5));
        assertThat(twice.dueAt()).isEqualTo(at("2026-11-17T09:00"));
    }

    private static Promise promise(String within, String from, String due, int level) {
        return new Promise(
                at(due),
                Within.parse(within).orElseThrow(),
                Origin.CONTRACT,
                "Rammeavtale § 4",
                level,
                Promise.noticeAt(at(from), at(due), level),
                at(from),
                Duration.ZERO,
                true);
    }

    private static WorkingCalendar calendar(String now) {
        return new WorkingCalendar(Clock.fixed(at(now), NORWAY));
    }

    private static Instant at(String time) {
        return LocalDateTime.parse(time).atZone(NORWAY).toInstant();
    }
}

package org.samspill.catalogue;

import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import org.springframework.stereotype.Component;

/** Counts time as people promise it, in Norway: working days are Monday to Friday save public holidays (lov om helligdager og helligdagsfred § 2, lov om 1 og 17 mai). */
@Component
public class WorkingCalendar {

    private final HolidayManager holidays =
            HolidayManager.getInstance(ManagerParameters.create(HolidayCalendar.NORWAY));
    private final Clock clock;

    public WorkingCalendar(Clock clock) {
        this.clock = clock;
    }

    /** This moment. */
    public Instant now() {
        return clock.instant();
    }

    /** The moment at which a span that begins at {@code from} is over; a span of working days ends at the same time of day. */
    public Instant after(Instant from, Within within) {
        ZonedDateTime start = from.atZone(clock.getZone());
        return switch (within.unit()) {
            case HOURS -> from.plusSeconds(3600L * within.amount());
            case DAYS -> start.plusDays(within.amount()).toInstant();
            case WEEKS -> start.plusWeeks(within.amount()).toInstant();
            case MONTHS -> start.plusMonths(within.amount()).toInstant();
            case YEARS -> start.plusYears(within.amount()).toInstant();
            case WORKING_DAYS -> {
                ZonedDateTime at = start;
                for (int left = within.amount(); left > 0; ) {
                    at = at.plusDays(1);
                    if (isWorkingDay(at.toLocalDate())) {
                        left--;
                    }
                }
                yield at.toInstant();
            }
        };
    }

    /** Working days from one moment to a later one, the day of {@code from} not counted; negative when {@code to} is earlier. */
    public int workingDaysBetween(Instant from, Instant to) {
        LocalDate first = from.atZone(clock.getZone()).toLocalDate();
        LocalDate last = to.atZone(clock.getZone()).toLocalDate();
        if (last.isBefore(first)) {
            return -workingDaysBetween(to, from);
        }
        return (int) first.plusDays(1)
                .datesUntil(last.plusDays(1))
                .filter(this::isWorkingDay)
                .count();
    }

    public boolean isWorkingDay(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !holidays.isHoliday(day);
    }
}

package org.samspill.engine;

import java.text.ParseException;
import java.util.Date;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeFactory;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.calendar.BusinessCalendarManager;
import org.camunda.bpm.engine.impl.calendar.CronTimer;
import org.camunda.bpm.engine.impl.calendar.CycleBusinessCalendar;
import org.camunda.bpm.engine.impl.calendar.DueDateBusinessCalendar;
import org.camunda.bpm.engine.impl.calendar.DurationBusinessCalendar;
import org.camunda.bpm.engine.impl.calendar.MapBusinessCalendarManager;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.jspecify.annotations.Nullable;

/** Timers that repeat do so at most once a minute: one that floods the job executor is stopped when it is to be set, whether model or data ask for it. */
final class SlowCycles extends CycleBusinessCalendar {

    private static final long SHORTEST = 60_000;

    /** The engine finds the next time by counting from the first. */
    private static final long MOST_COUNTED = 100_000;

    static BusinessCalendarManager calendars() {
        var calendars = new MapBusinessCalendarManager();
        calendars.addBusinessCalendar(DurationBusinessCalendar.NAME, new Durations());
        calendars.addBusinessCalendar(DueDateBusinessCalendar.NAME, new DueDateBusinessCalendar());
        calendars.addBusinessCalendar(CycleBusinessCalendar.NAME, new SlowCycles());
        return calendars;
    }

    @Override
    public @Nullable Date resolveDuedate(String cycle, @Nullable Date from, long repeatOffset) {
        Date now = from == null ? ClockUtil.getCurrentTime() : from;
        if (!(cycle.startsWith("R") ? slow(cycle, now) : slowCron(cycle, now))) {
            throw new ProcessEngineException("A timer that repeats more often than once a minute is stopped: " + cycle);
        }
        return super.resolveDuedate(cycle, from, repeatOffset);
    }

    private static boolean slow(String cycle, Date now) {
        String[] parts = cycle.split("/");
        String period = parts[parts.length - 1];
        String first = parts.length == 3 ? parts[1] : null;
        try {
            if (!period.startsWith("P") || parts.length > 3) {
                return false;
            }
            long length = DatatypeFactory.newInstance().newDuration(period).getTimeInMillis(now);
            if (length < SHORTEST) {
                return false;
            }
            Date start = first == null ? now : new DueDateBusinessCalendar().resolveDuedate(first);
            return (now.getTime() - start.getTime()) / length < MOST_COUNTED;
        } catch (DatatypeConfigurationException impossible) {
            throw new IllegalStateException(impossible);
        } catch (IllegalArgumentException notOne) {
            return false;
        }
    }

    private static boolean slowCron(String cycle, Date now) {
        try {
            CronTimer cron = CronTimer.parse(cycle);
            Date next = cron.getDueDate(now);
            Date after = next == null ? null : cron.getDueDate(next);
            return next == null || after == null || after.getTime() - next.getTime() >= SHORTEST;
        } catch (ParseException notOne) {
            return false;
        }
    }
}

package org.samspill.engine;

import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import javax.xml.datatype.DatatypeFactory;
import org.camunda.bpm.engine.impl.calendar.DurationBusinessCalendar;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.jspecify.annotations.Nullable;

/**
 * When a timer is due that waits for a while: the same as Camunda's, which looks through the whole class path for a reader of durations each time a timer is set,
 * a fortieth of what a case of the benchmark costs the program. What is no plain duration is left to Camunda.
 */
final class Durations extends DurationBusinessCalendar {

    // Java's own, which keeps nothing between two calls.
    private static final DatatypeFactory READER = DatatypeFactory.newDefaultInstance();

    @Override
    public Date resolveDuedate(String duration, @Nullable Date from) {
        if (duration.startsWith("P") && duration.indexOf('/') < 0) {
            try {
                Calendar due = new GregorianCalendar();
                due.setTime(from == null ? ClockUtil.getCurrentTime() : from);
                READER.newDuration(duration).addTo(due);
                return due.getTime();
            } catch (IllegalArgumentException notOne) {
                // Camunda says in its words what is wrong with it.
            }
        }
        return super.resolveDuedate(duration, from);
    }
}

package org.samspill.catalogue;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeFactory;
import org.jspecify.annotations.Nullable;

/** Whether events wait for something that can come: declared messages, consents that exist, and times that neither flood the engine nor are misread. */
final class EventChecks {

    private static final long SHORTEST = 60_000;
    private static final Pattern CYCLE = Pattern.compile("R(\\d{0,4})/(P[^/]+)");

    private final LifeEvent lifeEvent;
    private final ProcessModel process;
    private final Findings findings;
    private final String file;
    private final Reading reading;

    EventChecks(Reading reading, LifeEvent lifeEvent, ProcessModel process) {
        this.reading = reading;
        this.lifeEvent = lifeEvent;
        this.process = process;
        this.findings = reading.findings();
        this.file = reading.file(process.key());
    }

    void check() {
        boolean used = lifeEvent.reachable().contains(process);
        for (Step step : process.steps().values()) {
            Trigger trigger = step.trigger();
            if (trigger == null) {
                continue;
            }
            switch (trigger.kind()) {
                case MESSAGE -> message(step, trigger.value(), used);
                case TIMER -> timer(step, trigger.value());
                case ERROR -> error(step, trigger.value());
                case NONE -> none(step);
                case TERMINATE -> {}
            }
        }
    }

    private void none(Step step) {
        if (step.kind() == StepKind.CATCH || step.kind() == StepKind.BOUNDARY) {
            findings.error(file, step.id(), "event-without-cause");
        }
    }

    private void message(Step step, @Nullable String name, boolean used) {
        if (name == null) {
            findings.error(file, step.id(), "event-without-cause");
            return;
        }
        if (step.kind() == StepKind.END || step.kind() == StepKind.THROW) {
            findings.error(file, step.id(), "message-thrown", name);
        }
        if (used && !lifeEvent.events().containsKey(name)) {
            findings.error(file, step.id(), "message-unknown", name);
        }
        String scope = step.properties().get("consent");
        if (name.equals("ConsentWithdrawn") && scope == null) {
            findings.error(file, step.id(), "withdrawal-without-scope");
        }
        if (used && scope != null && !lifeEvent.consents().containsKey(scope)) {
            findings.error(file, step.id(), "consent-unknown", scope);
        }
    }

    private void error(Step step, @Nullable String code) {
        if (step.kind() == StepKind.END && code == null) {
            findings.error(file, step.id(), "error-without-code");
        }
    }

    private void timer(Step step, @Nullable String time) {
        if (time == null || time.isEmpty()) {
            findings.error(file, step.id(), "event-without-cause");
            return;
        }
        if (step.kind() == StepKind.START && step.parent() == null) {
            findings.error(file, step.id(), "timer-starts-process");
        }
        if (time.contains("{")) {
            return; // a plain datum: the expression checks have it
        }
        switch (reading.timerKind(process.key(), step.id())) {
            case "timeCycle" -> cycle(step, time);
            case "timeDate" -> date(step, time);
            default -> duration(step, time);
        }
    }

    private void cycle(Step step, String time) {
        Matcher cycle = CYCLE.matcher(time);
        Optional<Long> length = cycle.matches() ? millis(cycle.group(2)) : Optional.empty();
        if (length.isEmpty()) {
            findings.error(file, step.id(), "timer-unreadable", time);
        } else if (length.get() < SHORTEST) {
            findings.error(file, step.id(), "timer-flood", time);
        }
    }

    private void duration(Step step, String time) {
        Optional<Long> length = millis(time);
        if (length.isEmpty()) {
            findings.error(file, step.id(), "timer-unreadable", time);
        } else if (length.get() < SHORTEST) {
            findings.error(file, step.id(), "timer-flood", time);
        }
    }

    private void date(Step step, String time) {
        try {
            LocalDate.parse(time.length() >= 10 ? time.substring(0, 10) : time);
        } catch (DateTimeParseException notOne) {
            findings.error(file, step.id(), "timer-unreadable", time);
        }
    }

    private static Optional<Long> millis(String duration) {
        if (!duration.startsWith("P") || duration.length() > 40) {
            return Optional.empty();
        }
        try {
            var from = new GregorianCalendar(2026, Calendar.JANUARY, 1);
            return Optional.of(
                    DatatypeFactory.newInstance().newDuration(duration).getTimeInMillis(from));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        } catch (DatatypeConfigurationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

package org.samspill.missions;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Text;

/**
 * A long-term, measurable goal that is bound in time, as {@code bpmn/missions/<key>.yaml} tells it.
 *
 * @param statement the mission owner's own words
 * @param owner an actor's key, as are {@code coOwners} and {@code partners}
 * @param lifeEvents the life events whose journeys the mission steers
 */
public record Mission(
        String mission,
        Text title,
        Text statement,
        Text challenge,
        String owner,
        List<String> coOwners,
        List<String> partners,
        List<String> lifeEvents,
        LocalDate startDate,
        LocalDate deadline,
        List<Milestone> milestones,
        List<Objective> objectives,
        Map<String, Indicator> indicators) {

    public String key() {
        return mission;
    }

    /** The objective that an indicator belongs to. */
    public Optional<Objective> objectiveOf(String indicator) {
        return objectives.stream()
                .filter(objective -> objective.indicators().contains(indicator))
                .findFirst();
    }

    /** What is to be reached on the way. */
    public record Milestone(LocalDate date, Text title) {}

    /**
     * Part of the goal.
     *
     * @param level outcome, intermediate or output
     * @param indicators keys of what measures it
     * @param promises which steps are to be done within which time for its sake
     */
    public record Objective(String key, String level, Text text, List<String> indicators, List<Promised> promises) {}

    /** A step (process and element) or a service, and the time within which it is to be done ({@code P14D}, {@code P10WD}). */
    public record Promised(
            String lifeEvent,
            @Nullable String process,
            @Nullable String element,
            @Nullable String service,
            String within) {}

    /**
     * A number that tells how far the mission has come.
     *
     * @param description what is counted, in plain words
     * @param unitOne the unit of exactly one, where the language has another word for it
     */
    public record Indicator(
            Text title,
            @Nullable Text description,
            Text unit,
            @Nullable Text unitOne,
            Direction direction,
            Level baseline,
            Level target,
            Formula formula) {}

    /** Which way is better. */
    public enum Direction {
        UP,
        DOWN
    }

    /**
     * A value at a date.
     *
     * @param value null where nobody has measured
     * @param assumed true for our assumption, false for a measurement
     */
    public record Level(
            java.math.@Nullable BigDecimal value,
            LocalDate date,
            @Nullable String source,
            boolean assumed) {}
}

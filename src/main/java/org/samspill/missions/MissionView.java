package org.samspill.missions;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.samspill.web.TrendChart;

/**
 * A mission as a page shows it, in the reader's language.
 *
 * @param standing how many of the computed indicators stand how, the best first
 * @param live the computed indicators of all objectives
 * @param external how many indicators are not computed here
 * @param least the least number of journeys that a number is shown of
 * @param asOf until when the work is counted
 */
record MissionView(
        String key,
        String title,
        String statement,
        String challenge,
        String owner,
        List<String> partners,
        List<String> lifeEvents,
        String startDate,
        String deadline,
        List<Standing> standing,
        List<IndicatorView> live,
        int external,
        int least,
        String asOf,
        List<Milestone> milestones,
        List<ObjectiveView> objectives) {

    record Milestone(String date, String title, boolean past) {}

    /** So many indicators stand like this. */
    record Standing(State state, int count) {}

    /** How an indicator stands against target and baseline; the colour only repeats the words. */
    enum State {
        REACHED("success"),
        BETTER("info"),
        NOT_REACHED("warning"),
        NO_BETTER("danger"),
        UNKNOWN("neutral");

        private final String color;

        State(String color) {
            this.color = color;
        }

        public String color() {
            return color;
        }

        /** The key of its words. */
        public String text() {
            return "missions.state." + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    record ObjectiveView(
            String text,
            String level,
            List<PromiseView> promises,
            List<IndicatorView> live,
            List<ExternalView> external) {}

    /** A step that is to be done within a time for the objective's sake. */
    record PromiseView(String step, String who, String within) {}

    /** A number that comes from elsewhere. */
    record ExternalView(String key, String title, @Nullable String description, String target, String why) {}

    /** Which rows of the log a formula names: what they are for it, and what they tell of. */
    record RowView(String role, String words) {}

    /**
     * @param description what is counted, in plain words
     * @param value with its unit; null when it cannot be shown
     * @param journeys how many the value counts; null when too few to tell
     * @param chart null when no month can be shown
     * @param step the step that holds it back most; {@code holdsBack} tells how much
     * @param rows what the formula reads
     */
    record IndicatorView(
            String key,
            String title,
            @Nullable String description,
            @Nullable String value,
            State state,
            String baseline,
            boolean baselineAssumed,
            String target,
            @Nullable Integer journeys,
            @Nullable TrendChart chart,
            @Nullable String step,
            @Nullable String holdsBack,
            List<RowView> rows) {}
}

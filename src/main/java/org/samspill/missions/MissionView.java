package org.samspill.missions;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.samspill.web.TrendChart;

/**
 * A mission as a page shows it, in the reader's language.
 *
 * @param daysLeft until the deadline; negative after it
 */
record MissionView(
        String key,
        String title,
        String statement,
        String challenge,
        String owner,
        List<String> partners,
        List<LifeEventLink> lifeEvents,
        String startDate,
        String deadline,
        long yearsLeft,
        List<Milestone> milestones,
        List<ObjectiveView> objectives) {

    record LifeEventLink(String key, String title) {}

    record Milestone(String date, String title, boolean past) {}

    record ObjectiveView(String text, String level, List<PromiseView> promises, List<IndicatorView> indicators) {}

    /** A step that is to be done within a time for the objective's sake. */
    record PromiseView(String step, String who, String within) {}

    /**
     * @param value with its unit; null when it cannot be shown, and then {@code why} says why
     * @param state reached, under-way, far or unknown: how it stands against baseline and target
     * @param chart null when no month can be shown
     */
    record IndicatorView(
            String key,
            String title,
            @Nullable String value,
            @Nullable String why,
            String state,
            String baseline,
            boolean baselineAssumed,
            String target,
            @Nullable String counts,
            @Nullable TrendChart chart,
            @Nullable String holdsBack) {}
}

package org.samspill.studio;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One diagram of a life event and the same in words. */
record DiagramView(String key, String title, List<Other> diagrams, List<StepView> steps) {

    /** A diagram to choose. */
    record Other(String key, String title, boolean current) {}

    /**
     * @param kind what kind of step, in words
     * @param called key of the diagram that the step leads into
     */
    record StepView(
            String id,
            String title,
            String kind,
            @Nullable String explanation,
            @Nullable String who,
            @Nullable String promise,
            @Nullable String called,
            @Nullable String calledTitle) {}
}

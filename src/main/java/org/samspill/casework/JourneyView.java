package org.samspill.casework;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.samspill.web.PromiseTag;
import org.samspill.web.Tab;

/**
 * One journey as an organisation that takes part sees it.
 *
 * @param subject whom it is about; null when the reader may not know
 * @param guarded whether somebody in it has a protected address
 * @param stages where it stands, in words
 * @param part null in other tabs than the timeline
 * @param coordinator who coordinates it; null when nobody does yet
 */
record JourneyView(
        String id,
        String lifeEvent,
        String reference,
        @Nullable String subject,
        boolean guarded,
        boolean open,
        String since,
        List<String> stages,
        @Nullable PromiseTag promise,
        String owner,
        @Nullable String coordinator,
        List<Person> people,
        Waits waits,
        List<Service> services,
        List<Tab> tabs,
        String tab,
        List<Filter> filters,
        TimelineParts.@Nullable Part part,
        List<DocumentPages.Line> documents,
        List<Process> processes,
        String process,
        List<PathStep> path,
        List<Timelines.Line> notes) {

    /** Someone who takes part; {@code name} is null when the reader may not know it. */
    record Person(String role, @Nullable String name) {}

    /**
     * What it waits for.
     *
     * @param pressing the three most pressing, and all that are the reader's own: on a phone more would push the timeline off the screen
     * @param others told when asked for
     */
    record Waits(List<Wait> pressing, List<Wait> others) {

        private static final int MOST = 3;

        /** @param all the most pressing first */
        static Waits of(List<Wait> all) {
            List<Wait> pressing = new ArrayList<>();
            List<Wait> others = new ArrayList<>();
            for (Wait wait : all) {
                (pressing.size() < MOST || wait.item() != null ? pressing : others).add(wait);
            }
            return new Waits(pressing, others);
        }
    }

    /** One thing it waits for; {@code item} leads there when it is the reader's. */
    record Wait(
            String words,
            @Nullable PromiseTag promise,
            String origin,
            @Nullable String item) {}

    /**
     * One service and how it stands.
     *
     * @param begun false for one that nobody has had to do anything about yet
     */
    record Service(String title, String organisation, String state, String color, boolean begun, String words) {}

    public List<Service> begun() {
        return services.stream().filter(Service::begun).toList();
    }

    public List<Service> later() {
        return services.stream().filter(service -> !service.begun()).toList();
    }

    record Filter(String address, String words, boolean current) {}

    /** One of the diagrams that the journey has come through. */
    record Process(String address, String words, boolean current) {}

    /** One step of the diagram in words: state is done, now or next. */
    record PathStep(String title, String state, String words) {}
}

package org.samspill.casework;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.Service;
import org.samspill.journeys.Journey;
import org.samspill.work.WorkItem;

/** How the services of a journey stand, side by side. */
final class Standing {

    /** What can be said of a service, with the colour that repeats it, in the order in which a reader looks for it. */
    private enum State {
        PROBLEM("danger"),
        IN_PROGRESS("info"),
        WAITING("neutral"),
        DONE("success"),
        NOT_STARTED("neutral"),
        CANNOT_START("neutral"),
        NOT_NEEDED("neutral");

        private final String color;

        State(String color) {
            this.color = color;
        }

        private String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final LifeEvent lifeEvent;
    private final Timelines.Telling telling;
    private final Says says;

    Standing(LifeEvent lifeEvent, Timelines.Telling telling, Says says) {
        this.lifeEvent = lifeEvent;
        this.telling = telling;
        this.says = says;
    }

    /**
     * Each service that the journey can use, and those that its rules have chosen.
     *
     * @param known names of the data that the journey has
     */
    List<JourneyView.Service> of(List<WorkItem> items, Journey journey, Set<String> known) {
        Stream<Service> chosen = items.stream()
                .map(WorkItem::service)
                .filter(Objects::nonNull)
                .map(lifeEvent::service)
                .flatMap(Optional::stream);
        return Stream.concat(lifeEvent.servicesInUse().stream(), chosen)
                .distinct()
                .map(service -> {
                    List<WorkItem> own = items.stream()
                            .filter(item -> service.key().equals(item.service()))
                            .toList();
                    return new Stands(service, own, state(service, own, journey, known));
                })
                .sorted(Comparator.comparing(Stands::state))
                .map(this::service)
                .toList();
    }

    private record Stands(Service service, List<WorkItem> items, State state) {}

    private JourneyView.Service service(Stands stands) {
        Service service = stands.service();
        List<WorkItem> items = stands.items();
        State state = stands.state();
        String organisation = items.isEmpty() || items.get(items.size() - 1).organisation() == null
                ? Timelines.actorOrRole(service.actor(), lifeEvent, telling.locale())
                : String.valueOf(
                        telling.names().organisation(items.get(items.size() - 1).organisation()));
        return new JourneyView.Service(
                service.title().in(telling.locale()),
                organisation,
                state.key(),
                state.color,
                state.compareTo(State.DONE) <= 0,
                says.text(telling.locale(), "casework.service." + state.key()));
    }

    private State state(Service service, List<WorkItem> items, Journey journey, Set<String> known) {
        List<WorkItem> counted = items.stream()
                .filter(item -> item.state() != WorkItem.State.CANCELLED)
                .toList();
        if (counted.stream().anyMatch(item -> item.failed() || item.open() && item.organisation() == null)) {
            return State.PROBLEM;
        }
        if (counted.stream().anyMatch(WorkItem::open)) {
            return State.IN_PROGRESS;
        }
        if (!counted.isEmpty()) {
            WorkItem last = counted.get(counted.size() - 1);
            return last.paused() ? State.WAITING : last.state() == WorkItem.State.DONE ? State.DONE : State.PROBLEM;
        }
        if (!journey.open()) {
            return State.NOT_NEEDED;
        }
        return known.containsAll(service.contract().inputs()) ? State.NOT_STARTED : State.CANNOT_START;
    }
}

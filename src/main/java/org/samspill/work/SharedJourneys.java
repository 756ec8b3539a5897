package org.samspill.work;

import java.util.List;
import java.util.Optional;
import org.samspill.actors.CurrentUser;
import org.samspill.journeys.Journey;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Processes;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Journeys for those whose organisations take part in them: whether they may know of one is asked where its work is read. */
@Component
public class SharedJourneys {

    /**
     * A journey, all that its page is made of in two questions.
     *
     * @param work all its work, ended too, the oldest first
     */
    public record Shared(Journey journey, Processes.Now now, List<WorkItem> work) {}

    private final WorkStore store;
    private final Processes processes;

    SharedJourneys(WorkStore store, Processes processes) {
        this.store = store;
        this.processes = processes;
    }

    /** The journey, when the reader's organisation has or had work in it and she may know of it; see {@link WorkItems#takesPart}. */
    @Transactional
    public Optional<Shared> find(JourneyId id, CurrentUser user) {
        if (user.organisation() == null) {
            return Optional.empty();
        }
        List<WorkItem> work = store.ofJourney(id, user.organisation().number());
        return work.isEmpty()
                ? Optional.empty()
                : processes
                        .find(id)
                        .filter(found ->
                                user.knowsProtected() || !found.journey().guarded())
                        .map(found -> new Shared(found.journey(), found.now(), work));
    }
}

package org.samspill.work;

import java.time.Clock;
import java.time.Instant;
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
    private final Clock clock;

    SharedJourneys(WorkStore store, Processes processes, Clock clock) {
        this.store = store;
        this.processes = processes;
        this.clock = clock;
    }

    /** The journey, when the reader's organisation has or had work in it and she may know of it; see {@link WorkItems#takesPart}. */
    @Transactional
    public Optional<Shared> find(JourneyId id, CurrentUser user) {
        if (user.organisation() == null) {
            return Optional.empty();
        }
        Optional<Processes.Standing> there = processes.find(id);
        // Its work is asked for in any case, so that what is another's costs what does not exist.
        List<WorkItem> work =
                store.ofJourney(id, there.map(Processes.Standing::now).orElse(Processes.Now.OVER));
        return there.filter(found -> user.knowsProtected() || !found.journey().guarded())
                .filter(found -> takesPart(work, user))
                .map(found -> new Shared(found.journey(), found.now(), work));
    }

    /** As {@link WorkStore#takesPart} says; all work has been read, so the database need not be asked. */
    private boolean takesPart(List<WorkItem> work, CurrentUser user) {
        Instant now = clock.instant();
        return work.stream()
                .anyMatch(item -> item.organisation() != null && user.worksAt(item.organisation()) && item.told(now));
    }
}

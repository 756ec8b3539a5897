package org.samspill.work;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Employee;
import org.samspill.actors.People;
import org.samspill.actors.PersonId;
import org.samspill.actors.Protection;
import org.samspill.catalogue.LifeEvents;
import org.samspill.catalogue.Service;
import org.samspill.journeys.Guard;
import org.samspill.journeys.JourneyId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Work of a guarded journey is for people with the right to know of it: its rows say so, machines that are not made for it lose what they hold, and so does
 * whoever has claimed it without the right. What has been read or fetched before cannot be taken back.
 */
@Component
class WorkGuard implements Guard {

    private final WorkStore store;
    private final WorkClaims claims;
    private final MachineQueue queue;
    private final WorkSignals signals;
    private final People people;
    private final SingletonSupplier<LifeEvents> lifeEvents;
    private volatile @Nullable Made made;

    /** What machines are made for, and since when that is known ({@link System#nanoTime}). */
    private record Made(Set<String> services, long at) {}

    WorkGuard(
            WorkStore store,
            WorkClaims claims,
            MachineQueue queue,
            WorkSignals signals,
            People people,
            ObjectProvider<LifeEvents> lifeEvents) {
        this.store = store;
        this.claims = claims;
        this.queue = queue;
        this.signals = signals;
        this.people = people;
        this.lifeEvents = SingletonSupplier.of(lifeEvents::getObject);
    }

    @Override
    public void changed(JourneyId journey, boolean guarded) {
        store.ofJourney(journey).forEach(item -> {
            boolean changed = store.guard(item.id(), guarded);
            if (guarded && changed) {
                letGo(item);
            }
            if (guarded && item.organisation() != null) {
                // Said again each time: pages of other nodes are to let go of it too.
                signals.withheld(item.guarded(true));
            } else if (changed && item.open()) {
                signals.opened(item.guarded(guarded));
            }
        });
    }

    private void letGo(WorkItem item) {
        PersonId assignee = item.assignee();
        if (item.open() && item.organisation() != null && assignee != null && !mayKnow(assignee, item)) {
            claims.release(item.id(), assignee);
        }
        if (item.open() && item.worker() != null && !forMachines(item)) {
            queue.unlock(item.id());
        }
    }

    /**
     * The services whose machines are made for people with a protected address; all other guarded work is done by hand. Asked at every poll, so it is remembered
     * for a second; of each item its own contract has the last word.
     */
    Set<String> forMachines() {
        Made known = made;
        if (known == null || System.nanoTime() - known.at() > 1_000_000_000L) {
            known = new Made(
                    lifeEvents.obtain().current().stream()
                            .flatMap(lifeEvent -> lifeEvent.services().values().stream())
                            .filter(service -> service.contract().takesProtected())
                            .map(Service::key)
                            .collect(Collectors.toSet()),
                    System.nanoTime());
            made = known;
        }
        return known.services();
    }

    /** True when the item's own contract says so. */
    boolean forMachines(WorkItem item) {
        return item.service() != null
                && lifeEvents
                        .obtain()
                        .ofDefinition(item.definitionId())
                        .service(item.service())
                        .filter(service -> service.contract().takesProtected())
                        .isPresent();
    }

    /** True when the item's organisation has given the person the right to know of protected people. */
    boolean mayKnow(PersonId person, WorkItem item) {
        return item.organisation() != null
                && people.employment(person, item.organisation())
                        .filter(employment -> employment.functions().contains(Protection.RIGHT))
                        .isPresent();
    }

    /** Who in the item's organisation has the right. */
    List<PersonId> knowing(WorkItem item) {
        return employees(item)
                .filter(employee -> employee.functions().contains(Protection.RIGHT))
                .map(employee -> employee.person().id())
                .toList();
    }

    /** True when somebody can do the guarded item: a machine that is made for it, or somebody with the right and the function. */
    boolean attended(WorkItem item) {
        return forMachines(item)
                || employees(item).anyMatch(employee -> WorkItems.fits(item, employee.functions(), employee.leader()));
    }

    private Stream<Employee> employees(WorkItem item) {
        return item.organisation() == null ? Stream.of() : people.employeesOf(item.organisation()).stream();
    }
}

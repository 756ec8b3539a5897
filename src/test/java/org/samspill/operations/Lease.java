package org.samspill.operations;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.samspill.actors.Organisation;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.Organisations;
import org.samspill.actors.People;
import org.samspill.actors.Sector;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.StartCommand;
import org.samspill.work.Fetching;
import org.samspill.work.Fetching.Filter;
import org.samspill.work.Fetching.Wanted;
import org.samspill.work.MachineWork;
import org.samspill.work.MachineWork.Worker;
import org.samspill.work.Outcome;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.context.ApplicationContext;

/** Journeys through {@code lost-key} that wait for a lease to be found by machine. */
final class Lease {

    private static final String READ = "housing-office.lease.read";
    private static final OrganisationNumber OFFICE = OrganisationNumber.of("310840009");

    private final ApplicationContext context;

    Lease(ApplicationContext context) {
        this.context = context;
        Organisations organisations = context.getBean(Organisations.class);
        if (organisations.playing("housing-office").isEmpty()) {
            organisations.register(
                    new Organisation(OFFICE, "Boligkontoret", Sector.PUBLIC, Set.of("housing-office"), Set.of()));
        }
    }

    /** The work that a new journey waits for. */
    WorkItem waiting() {
        JourneyId journey = context.getBean(Journeys.class)
                .start(new StartCommand(
                        "lost-key",
                        null,
                        context.getBean(People.class).add("Leif Leier").id(),
                        null,
                        "operations-test",
                        null,
                        Map.of("key.lostOn", LocalDate.of(2026, 2, 2), "key.stolen", false)))
                .orElseThrow()
                .journey()
                .id();
        return context.getBean(WorkItems.class).ofJourney(journey).stream()
                .filter(WorkItem::open)
                .findFirst()
                .orElseThrow();
    }

    /** True when a machine of the organisation is offered the work now, and then holds it. */
    boolean offered(WorkItem item) {
        return !context.getBean(Fetching.class)
                .fetch(
                        worker(item),
                        List.of(new Wanted(
                                READ,
                                Duration.ofMinutes(1),
                                null,
                                new Filter(Set.of(item.journey().value()), Set.of(), Set.of()))),
                        1)
                .isEmpty();
    }

    /** New work that its machine has given up with these words. */
    WorkItem givenUp(String message) {
        WorkItem item = waiting();
        if (!offered(item)) {
            throw new AssertionError("Not offered: " + item);
        }
        Outcome outcome = context.getBean(MachineWork.class).fail(worker(item), item.id(), message, 0, Duration.ZERO);
        if (!(outcome instanceof Outcome.Done)) {
            throw new AssertionError(outcome);
        }
        return item;
    }

    /** New work whose lease has been found, so that its journey waits for the tenant and a timer. */
    WorkItem found() {
        WorkItem item = waiting();
        if (!offered(item)) {
            throw new AssertionError("Not offered: " + item);
        }
        Outcome outcome = context.getBean(MachineWork.class)
                .complete(
                        worker(item), item.id(), Map.of("lease.address", "Storgata 1", "lease.lockClass", "standard"));
        if (!(outcome instanceof Outcome.Done)) {
            throw new AssertionError(outcome);
        }
        return item;
    }

    /** The timer that the item's journey waits for. */
    Job timer(WorkItem item) {
        String instance = context.getBean(RuntimeService.class)
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(item.journey().value())
                .singleResult()
                .getId();
        return context.getBean(ManagementService.class)
                .createJobQuery()
                .processInstanceId(instance)
                .singleResult();
    }

    private static Worker worker(WorkItem item) {
        return new Worker(Objects.requireNonNull(item.organisation()), "operations-test");
    }
}

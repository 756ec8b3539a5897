package org.samspill.journeys;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.Organisation;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.Organisations;
import org.samspill.actors.People;
import org.samspill.actors.PersonId;
import org.samspill.actors.Role;
import org.samspill.actors.Sector;
import org.samspill.work.Answering;
import org.samspill.work.MachineWork;
import org.samspill.work.Outcome;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.context.ApplicationContext;

/** Journeys through {@code lost-key}, and all who do something in them. */
public final class LostKeys {

    private static final String WORKER = "lost-keys";

    private final Journeys journeys;
    private final WorkItems work;
    private final Answering answering;
    private final MachineWork machines;
    private final People people;
    private final Organisations organisations;

    public LostKeys(ApplicationContext program) {
        journeys = program.getBean(Journeys.class);
        work = program.getBean(WorkItems.class);
        answering = program.getBean(Answering.class);
        machines = program.getBean(MachineWork.class);
        people = program.getBean(People.class);
        organisations = program.getBean(Organisations.class);
        admit("housing-office", "310001015", Sector.PUBLIC);
        admit("locksmith", "310003034", Sector.PRIVATE);
    }

    private void admit(String actor, String number, Sector sector) {
        if (organisations.playing(actor).isEmpty()) {
            organisations.register(
                    new Organisation(OrganisationNumber.of(number), actor, sector, Set.of(actor), Set.of()));
        }
    }

    /** A tenant of this name has lost her key. */
    public JourneyId reported(String name, String nationalId) {
        return reported("lost-key", name, nationalId);
    }

    /** The same in a life event that is made like {@code lost-key}. */
    public JourneyId reported(String lifeEvent, String name, String nationalId) {
        PersonId tenant = people.add(name).id();
        return journeys.start(new StartCommand(
                        lifeEvent,
                        null,
                        tenant,
                        null,
                        "lost-keys",
                        null,
                        Map.of(
                                "tenant.nationalId",
                                nationalId,
                                "key.lostOn",
                                LocalDate.of(2026, 11, 20),
                                "key.stolen",
                                false)))
                .orElseThrow()
                .journey()
                .id();
    }

    /** What waits at an element now. */
    public WorkItem waiting(JourneyId journey, String element) {
        return work.ofJourney(journey).stream()
                .filter(item -> item.open() && item.element().equals(element))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nothing waits at " + element));
    }

    /** A machine of the organisation that has the work delivers. */
    public Outcome delivered(JourneyId journey, String element, Map<String, Object> outputs) {
        WorkItem item = waiting(journey, element);
        return machines.complete(locked(item), item.id(), outputs);
    }

    /** A machine of the organisation that has the work refuses it. */
    public Outcome refused(JourneyId journey, String element, String reason, String message) {
        WorkItem item = waiting(journey, element);
        return machines.refuse(locked(item), item.id(), reason, message);
    }

    /** The worker that holds the item from now on. */
    public MachineWork.Worker locked(WorkItem item) {
        var worker = new MachineWork.Worker(item.organisation(), WORKER);
        machines.lock(worker, item.id(), Duration.ofMinutes(5));
        return worker;
    }

    /** The tenant answers. */
    public Outcome answered(JourneyId journey, String element, Map<String, String> typed) {
        PersonId tenant = journeys.participants(journey).get(0).person();
        return answering.answer(
                waiting(journey, element).id(),
                new CurrentUser(tenant, "Tenant", null, Set.of(), false, Set.of(Role.CITIZEN)),
                posted(typed));
    }

    /** A leader in the organisation that has the work answers. */
    public Outcome handled(JourneyId journey, String element, Map<String, String> typed) {
        WorkItem item = waiting(journey, element);
        Organisation own = organisations.find(item.organisation()).orElseThrow();
        PersonId leader = people.add("Leader").id();
        return answering.answer(
                item.id(),
                new CurrentUser(leader, "Leader", own, Set.of(), true, Set.of(Role.CASEWORKER)),
                posted(typed));
    }

    private static Map<String, String[]> posted(Map<String, String> typed) {
        Map<String, String[]> posted = new HashMap<>();
        typed.forEach((name, value) -> posted.put(name, new String[] {value}));
        return posted;
    }

    /** A journey in which the locksmith has to replace the lock. */
    public JourneyId withALockToReplace(String name, String nationalId) {
        return withALockToReplace(reported(name, nationalId));
    }

    /** The same, from a journey that has just been reported. */
    public JourneyId withALockToReplace(JourneyId journey) {
        delivered(journey, "Service_ReadLease", Map.of("lease.address", "Bakken 7", "lease.lockClass", "standard"));
        answered(journey, "Task_AcceptCost", Map.of("cost.accepted", "true"));
        return journey;
    }
}

package org.samspill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.StartCommand;
import org.samspill.work.Answering;
import org.samspill.work.Fetching;
import org.samspill.work.MachineWork;
import org.samspill.work.Outcome;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.context.ApplicationContext;

/** The benchmark model on Samspill: the life event {@code three-branches}, through the doors that pages and machines use. */
public final class ThreeBranches implements Case {

    private static final OrganisationNumber FIRST = OrganisationNumber.of("310850004");
    private static final OrganisationNumber SECOND = OrganisationNumber.of("310850012");
    private static final String ASKER = "02819010202";
    private static final Duration LOCK = Duration.ofMinutes(1);

    private final Journeys journeys;
    private final Fetching fetching;
    private final MachineWork machines;
    private final WorkItems work;
    private final Answering answering;
    private final PersonId asker;
    private final CurrentUser caseworker;
    private final boolean reading;

    /** @param reading whether people look at what they answer, which is written down as a disclosure */
    public ThreeBranches(ApplicationContext program, boolean reading) {
        this.reading = reading;
        journeys = program.getBean(Journeys.class);
        fetching = program.getBean(Fetching.class);
        machines = program.getBean(MachineWork.class);
        work = program.getBean(WorkItems.class);
        answering = program.getBean(Answering.class);
        Organisation first = new Organisation(FIRST, "Den første", Sector.PUBLIC, Set.of("first-agency"), Set.of());
        Organisations organisations = program.getBean(Organisations.class);
        organisations.register(first);
        organisations.register(new Organisation(SECOND, "Den andre", Sector.PUBLIC, Set.of("second-agency"), Set.of()));
        People people = program.getBean(People.class);
        asker = people.add("Kari Spør").id();
        caseworker = new CurrentUser(
                people.add("Anne Svar").id(), "Anne Svar", first, Set.of(), false, Set.of(Role.CASEWORKER));
    }

    @Override
    public void run() {
        approve(untilApproval());
    }

    /** A case of which only the last answer is left. */
    public JourneyId untilApproval() {
        JourneyId journey = start();
        deliver(journey, FIRST, "first-agency.facts.read", Map.of("facts.found", "alt stemmer"));
        deliver(journey, SECOND, "second-agency.sum.compute", Map.of("sum.computed", 12_500));
        answer(journey, Map.of("assessment.text", new String[] {"Vilkårene er oppfylt."}));
        return journey;
    }

    /** The last answer, which ends the case. */
    public void approve(JourneyId journey) {
        answer(journey, Map.of("approval.given", new String[] {"true"}));
    }

    /** Starts a case and leaves it: two deliveries, an assessment and a timer wait. */
    public JourneyId start() {
        Map<String, Object> values = new HashMap<>();
        values.put("asker.nationalId", ASKER);
        values.put("subject.municipality", "0301");
        values.put("asked.facts", facts());
        return journeys.start(new StartCommand("three-branches", null, asker, null, asker.value(), null, values))
                .orElseThrow()
                .journey()
                .id();
    }

    /** What is told, 1.5 kB as JSON. */
    static List<String> facts() {
        List<String> facts = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            facts.add(("Opplysning nummer " + i + " om det saken gjelder. ")
                    .repeat(3)
                    .substring(0, 97));
        }
        return facts;
    }

    private void deliver(JourneyId journey, OrganisationNumber by, String service, Map<String, Object> outputs) {
        var worker = new MachineWork.Worker(by, "bench");
        var wanted = new Fetching.Wanted(
                service, LOCK, null, new Fetching.Filter(Set.of(journey.value()), Set.of(), Set.of()));
        List<Fetching.Fetched> fetched = fetching.fetch(worker, List.of(wanted), 1);
        assertThat(fetched).hasSize(1);
        done(machines.complete(worker, fetched.get(0).item().id(), outputs));
    }

    private void answer(JourneyId journey, Map<String, String[]> form) {
        WorkItem item = work.ofJourney(journey).stream()
                .filter(one -> one.open() && one.kind() == WorkItem.Kind.USER)
                .findFirst()
                .orElseThrow();
        done(work.claim(item.id(), caseworker));
        if (reading) {
            assertThat(work.open(item.id(), caseworker)).isPresent();
        }
        done(answering.answer(item.id(), caseworker, form));
    }

    private static void done(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
    }
}

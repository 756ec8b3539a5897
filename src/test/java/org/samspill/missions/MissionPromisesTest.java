package org.samspill.missions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.samspill.SamspillTest;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.Organisation;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.Organisations;
import org.samspill.actors.People;
import org.samspill.actors.Person;
import org.samspill.actors.PersonId;
import org.samspill.actors.Role;
import org.samspill.actors.Sector;
import org.samspill.catalogue.LifeEvents;
import org.samspill.catalogue.Origin;
import org.samspill.catalogue.PromiseTerm;
import org.samspill.catalogue.Within;
import org.samspill.catalogue.WorkingCalendar;
import org.samspill.demo.Answer;
import org.samspill.demo.Player;
import org.samspill.demo.UsualAnswers;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.StartCommand;
import org.samspill.work.Outcome;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.samspill.work.WorkList;
import org.samspill.work.WorkQuery;
import org.springframework.beans.factory.annotation.Autowired;

/** A mission's objective sets the time of the steps it names, and so the order of a caseworker's list. */
@SamspillTest
class MissionPromisesTest {

    /** A municipality that nobody of the demo world serves. */
    private static final String FAR_AWAY = "5628";

    private static final OrganisationNumber TOWN_HALL = OrganisationNumber.of("310007102");
    private static final String MATCH = "frivilligsentral.match-existing";

    @Autowired
    Journeys journeys;

    @Autowired
    WorkItems work;

    @Autowired
    WorkList list;

    @Autowired
    LifeEvents lifeEvents;

    @Autowired
    Missions missions;

    @Autowired
    Organisations organisations;

    @Autowired
    People people;

    @Autowired
    Player player;

    @Autowired
    UsualAnswers usual;

    @Autowired
    Clock clock;

    @Test
    void theObjectiveIsShorterThanTheContractSoItsTimeHoldsAndTheListIsOrderedByIt() {
        CurrentUser clerk = townHall();
        WorkItem call = arrive(
                "seriously-ill-child",
                "DiagnosisOrConcernRegistered",
                null,
                Map.of("child.nationalId", "14831970260", "report.source", "guardian", "hospital.admitted", false),
                "Task_CallFamily");
        PersonId founder = people.add("Stifteren").id();
        WorkItem match = arrive(
                "voluntary-organisation",
                null,
                founder,
                Map.of("applicant.nationalId", "14838430040", "idea.purpose", "Et sangkor for alle i bygda"),
                "Service_MatchExisting");

        assertThat(match.promise().origin()).isEqualTo(Origin.MISSION);
        assertThat(match.promise().source()).isEqualTo("no-vol/quick-start");
        assertThat(match.promise().within()).isEqualTo(Within.parse("P1D").orElseThrow());
        assertThat(missions.objective(match.promise().source()))
                .hasValueSatisfying(text -> assertThat(text.en()).contains("a week after"));

        // It came last and its contract gives it longer than the other; the mission puts it first.
        assertThat(match.createdAt()).isAfterOrEqualTo(call.createdAt());
        PromiseTerm contract = lifeEvents
                .find("voluntary-organisation")
                .flatMap(lifeEvent -> lifeEvent.service(MATCH))
                .orElseThrow()
                .contract()
                .promise();
        assertThat(new WorkingCalendar(clock).after(match.createdAt(), contract.within()))
                .isAfter(call.promise().dueAt());
        assertThat(list.desk(clerk).page(WorkQuery.of(WorkQuery.View.GROUP)).items())
                .extracting(WorkItem::id)
                .containsExactly(match.id(), call.id());
    }

    @Test
    void everyShippedObjectivePromisesItsStepsAndNoOthers() {
        for (Mission mission : missions.all()) {
            for (Mission.Objective objective : mission.objectives()) {
                for (Mission.Promised promise : objective.promises()) {
                    assertThat(missions.of(
                                    promise.lifeEvent(),
                                    String.valueOf(promise.process()),
                                    String.valueOf(promise.element()),
                                    promise.service()))
                            .contains(new PromiseTerm(
                                    Within.parse(promise.within()).orElseThrow(),
                                    Origin.MISSION,
                                    mission.key() + "/" + objective.key()));
                }
            }
        }
        assertThat(missions.of("lost-key", "coordination", "Task_AppointCoordinator", null))
                .isEmpty();
        assertThat(missions.of("seriously-ill-child", "coordination", "Task_MapNeeds", null))
                .isEmpty();
        assertThat(missions.objective("forvaltningsloven § 11 a")).isEmpty();
        assertThat(missions.objective("no-asb/nothing")).isEmpty();
    }

    private CurrentUser townHall() {
        Set<String> functions = Set.of("koordinerende-enhet");
        Organisation hall = new Organisation(
                TOWN_HALL,
                "Langvik kommune",
                Sector.PUBLIC,
                Set.of("municipality", "frivilligsentral"),
                Set.of(FAR_AWAY));
        organisations.register(hall);
        Person clerk = people.add("Else Langvik");
        people.employ(clerk.id(), TOWN_HALL, functions, false);
        return new CurrentUser(clerk.id(), clerk.name(), hall, functions, false, Set.of(Role.CASEWORKER));
    }

    /** Starts a journey of someone who lives far away, and gives the work that waits at the element. */
    private WorkItem arrive(
            String lifeEvent,
            @Nullable String event,
            @Nullable PersonId starter,
            Map<String, Object> values,
            String element) {
        JourneyId journey = journeys.start(new StartCommand(
                        lifeEvent, event, starter, starter == null ? null : "founder", "test", null, values))
                .orElseThrow()
                .journey()
                .id();
        WorkItem register = open(journey, "Service_ReadPerson");
        Answer answer =
                usual.of(lifeEvent, register.element(), register.service()).orElseThrow();
        Map<String, Object> person = new HashMap<>(answer.values());
        person.put("subject.municipality", FAR_AWAY);
        assertThat(player.act(register, new Answer(answer.verb(), person, null), true))
                .isInstanceOf(Outcome.Done.class);
        return open(journey, element);
    }

    private WorkItem open(JourneyId journey, String element) {
        List<WorkItem> open =
                work.ofJourney(journey).stream().filter(WorkItem::open).toList();
        assertThat(open).extracting(WorkItem::element).contains(element);
        return open.stream()
                .filter(item -> item.element().equals(element))
                .findFirst()
                .orElseThrow();
    }
}

package org.samspill.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.samspill.SamspillTest;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.Organisation;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.Organisations;
import org.samspill.actors.PersonId;
import org.samspill.actors.Role;
import org.samspill.demo.Player;
import org.samspill.demo.UsualAnswers;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.JourneyLog;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.StartCommand;
import org.samspill.work.Outcome;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.beans.factory.annotation.Autowired;

/** A family moves in the middle of its journey: what its municipality had to do, the new one has to do, by the same day; the rest stays where it is. */
@SamspillTest
class ReroutingTest {

    private static final String WAITS = "Task_FirstFamilyMeeting";
    private static final int MOST_STEPS = 60;

    @Autowired
    private Journeys journeys;

    @Autowired
    private JourneyLog log;

    @Autowired
    private WorkItems work;

    @Autowired
    private Organisations organisations;

    @Autowired
    private Player player;

    @Autowired
    private UsualAnswers usual;

    @Test
    void openWorkOfTheMunicipalityGoesAlong() {
        JourneyId journey = untilTheFamilyIsToBeMet();
        WorkItem before = at(journey, WAITS);
        CurrentUser old = coordinator(before.organisation());
        assertThat(work.claim(before.id(), old)).isInstanceOf(Outcome.Done.class);
        List<WorkItem> navs = open(journey).stream()
                .filter(item -> "nav".equals(item.actor()))
                .toList();
        String elsewhere = before.municipality().equals("5001") ? "4207" : "5001";

        journeys.deliver(journey, "AddressMunicipalityChanged", Map.of("subject.municipality", elsewhere), null);

        WorkItem after = at(journey, WAITS);
        OrganisationNumber expected =
                organisations.playing("municipality", elsewhere).orElseThrow().number();
        assertThat(after.organisation()).isEqualTo(expected).isNotEqualTo(before.organisation());
        assertThat(after.municipality()).isEqualTo(elsewhere);
        assertThat(after.promise()).isEqualTo(before.promise());
        assertThat(after.assignee()).isNull();
        assertThat(work.find(after.id(), old)).isEmpty();
        assertThat(work.claim(after.id(), old)).isInstanceOf(Outcome.NotFound.class);
        assertThat(work.claim(after.id(), coordinator(expected))).isInstanceOf(Outcome.Done.class);
        assertThat(log.of(journey).stream()
                        .filter(event -> event.kind() == JourneyEvent.Kind.REROUTED
                                && after.id().equals(event.workItem())))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.organisation()).isEqualTo(expected.value());
                    assertThat(event.detail()).isEqualTo("from " + before.organisation());
                });
        assertThat(navs)
                .allSatisfy(item ->
                        assertThat(at(journey, item.element()).organisation()).isEqualTo(item.organisation()));
    }

    private JourneyId untilTheFamilyIsToBeMet() {
        JourneyId journey = journeys.start(new StartCommand(
                        "seriously-ill-child",
                        "DiagnosisOrConcernRegistered",
                        null,
                        null,
                        "hospital",
                        null,
                        Map.of(
                                "child.nationalId",
                                "14831970260",
                                "report.source",
                                "hospital",
                                "hospital.admitted",
                                true)))
                .orElseThrow()
                .journey()
                .id();
        for (int step = 0; step < MOST_STEPS; step++) {
            List<WorkItem> open = open(journey);
            if (open.stream().anyMatch(item -> item.element().equals(WAITS))) {
                return journey;
            }
            boolean went = open.stream().anyMatch(item -> usual.of(item.lifeEvent(), item.element(), item.service())
                    .map(answer -> player.act(item, answer, true) instanceof Outcome.Done)
                    .orElse(false));
            assertThat(went).as("stuck at %s", open).isTrue();
        }
        throw new AssertionError("The family is never met");
    }

    private List<WorkItem> open(JourneyId journey) {
        return work.ofJourney(journey).stream().filter(WorkItem::open).toList();
    }

    private WorkItem at(JourneyId journey, String element) {
        return open(journey).stream()
                .filter(item -> item.element().equals(element))
                .findFirst()
                .orElseThrow();
    }

    private CurrentUser coordinator(OrganisationNumber number) {
        Organisation own = organisations.find(number).orElseThrow();
        return new CurrentUser(PersonId.random(), "Anne", own, Set.of(), true, Set.of(Role.CASEWORKER));
    }
}

package org.samspill.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.init;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.samspill.SamspillTest;
import org.samspill.demo.Player;
import org.samspill.demo.UsualAnswers;
import org.samspill.journeys.Journey;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.StartCommand;
import org.samspill.work.Outcome;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.beans.factory.annotation.Autowired;

/** The first steps of a seriously ill child's journey on the real engine, by element id: where the tokens stand, and what a message does to them. */
@SamspillTest
class SeriouslyIllChildProcessTest {

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private Journeys journeys;

    @Autowired
    private WorkItems work;

    @Autowired
    private Player player;

    @Autowired
    private UsualAnswers usual;

    @BeforeEach
    void assertOnThisEngine() {
        init(engine);
    }

    @Test
    void aReportWaitsForTheRegisterAndThenForTheFamilyToBeInformed() {
        JourneyId journey = start("child.nationalId", "14831970260");

        BpmnAwareTests.assertThat(root(journey)).isWaitingAt("Call_Identify");
        assertThat(open(journey)).extracting(WorkItem::element).containsExactly("Service_ReadPerson");

        answer(journey, "Service_ReadPerson");

        BpmnAwareTests.assertThat(root(journey)).isWaitingAt("Call_Intake").isNotWaitingAt("Call_Identify");
        assertThat(open(journey)).extracting(WorkItem::element).contains("Task_InformFamily");
    }

    @Test
    void aDeathEndsEverythingElseAtOnce() {
        JourneyId journey = start("child.nationalId", "14831970260");
        answer(journey, "Service_ReadPerson");

        assertThat(journeys.deliver(journey, "ChildDied", Map.of(), null)).isEqualTo(1);

        BpmnAwareTests.assertThat(root(journey)).isNotWaitingAt("Call_Intake").isWaitingAt("Call_ChildDied");
        assertThat(open(journey)).extracting(WorkItem::element).doesNotContain("Task_InformFamily");
    }

    private JourneyId start(String datum, String value) {
        return journeys.start(new StartCommand(
                        "seriously-ill-child",
                        "DiagnosisOrConcernRegistered",
                        null,
                        null,
                        "hospital",
                        null,
                        Map.of(datum, value, "report.source", "hospital", "hospital.admitted", true)))
                .map(Journeys.Started::journey)
                .map(Journey::id)
                .orElseThrow();
    }

    private ProcessInstance root(JourneyId journey) {
        return engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(journey.value())
                .rootProcessInstances()
                .singleResult();
    }

    private List<WorkItem> open(JourneyId journey) {
        return work.ofJourney(journey).stream().filter(WorkItem::open).toList();
    }

    private void answer(JourneyId journey, String element) {
        WorkItem item = open(journey).stream()
                .filter(one -> one.element().equals(element))
                .findFirst()
                .orElseThrow();

        Outcome outcome = player.act(
                item, usual.of(item.lifeEvent(), item.element(), item.service()).orElseThrow(), true);

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
    }
}

package org.samspill.missions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.samspill.SamspillTest;
import org.samspill.catalogue.LifeEvents;
import org.samspill.journeys.JourneyEvent;
import org.springframework.beans.factory.annotation.Autowired;

/** The step that holds an indicator back, on logs made by hand and the shipped diagrams. */
@SamspillTest
class BottlenecksTest {

    private static final String ROOT = "seriously-ill-child";
    private static final String APPOINT = "Task_AppointCoordinator";

    @Autowired
    LifeEvents lifeEvents;

    private Ledger ledger;

    @BeforeEach
    void emptyLog() {
        ledger = new Ledger(lifeEvents::find);
    }

    @Test
    void theStepWhereMostOfTheMeasuredTimeIsSpentHoldsBackMost() {
        families(5);
        Measurement.Step step = ledger.measure("ASB-2", "2026-06-15").holdsBack();
        assertThat(step.element()).isEqualTo(APPOINT);
        // Two days for the talk and eight for naming; care benefit waits in a parallel branch and holds no coordinator
        // back.
        assertThat(step.share()).isEqualTo(80);
        assertThat(step.medianDays()).isEqualByComparingTo("8.0");
        assertThat(step.journeys()).isEqualTo(5);
    }

    @Test
    void waitingOutsideTheMeasuredStretchDoesNotCount() {
        families(5);
        // The talk came before what is measured, which is Nav's answer.
        Measurement.Step step = ledger.measure("ASB-6", "2026-09-15").holdsBack();
        assertThat(step.service()).isEqualTo("nav.hjelpestonad.decide");
        assertThat(step.share()).isEqualTo(100);
        assertThat(step.medianDays()).isEqualByComparingTo("38.0");
    }

    @Test
    void aStepThatFewerThanFiveJourneysCameToIsNotNamed() {
        families(4);
        ledger.child()
                .on("2026-03-02")
                .passes(ROOT, "Start_Registered")
                .asks("intake", "Task_InformFamily")
                .later(1)
                .delivers("intake", "Task_InformFamily")
                .delivers("coordination", APPOINT);
        Measurement measured = ledger.measure("ASB-2", "2026-06-15");
        assertThat(measured.journeys()).isEqualTo(5);
        assertThat(measured.holdsBack().element()).isEqualTo("Task_InformFamily");
    }

    @Test
    void workThatStillWaitsCountsUntilNow() {
        for (int family = 0; family < 5; family++) {
            ledger.child()
                    .on("2026-06-01")
                    .passes("peer-support", "Start_PeerSupport")
                    .asks("peer-support", "Service_MatchPeer", "patient-organisation.peer-support.match");
        }
        Measurement.Step step = ledger.measure("ASB-12", "2026-06-15").holdsBack();
        assertThat(step.service()).isEqualTo("patient-organisation.peer-support.match");
        assertThat(step.medianDays()).isEqualByComparingTo("14.0");
    }

    @Test
    void aCaseThatWentBackIsHeldByWhoMustSendWhatIsMissing() {
        for (int family = 0; family < 5; family++) {
            ledger.child()
                    .on("2026-03-02")
                    .asks("agency-decision", "Service_Decide", "nav.pleiepenger.decide")
                    .later(5)
                    .refuses("agency-decision", "Service_Decide", "nav.pleiepenger.decide", "more-information-needed")
                    .asks("agency-decision", "Task_ProvideInformation")
                    .later(15)
                    .delivers("agency-decision", "Task_ProvideInformation")
                    .asks("agency-decision", "Service_Decide", "nav.pleiepenger.decide")
                    .later(4)
                    .delivers("agency-decision", "Service_Decide", "nav.pleiepenger.decide");
        }
        Measurement.Step step = ledger.measure("ASB-5", "2026-06-15").holdsBack();
        assertThat(step.element()).isEqualTo("Task_ProvideInformation");
        assertThat(step.share()).isEqualTo(63);
    }

    @Test
    void whatIsTypedInsteadOfReusedHoldsBackWhereItIsTyped() {
        for (int family = 0; family < 5; family++) {
            ledger.child()
                    .on("2026-03-02")
                    .startsWith("typed", "child.nationalId")
                    .evidence("care-benefit", "Task_DescribeCare", "typed", "care.hours")
                    .evidence("care-benefit", "Task_DescribeCare", "typed", "care.nights")
                    .evidence("identify", "Service_ReadPerson", "reused", "child.name");
        }
        Measurement.Step step = ledger.measure("ASB-4", "2026-06-15").holdsBack();
        assertThat(step.element()).isEqualTo("Task_DescribeCare");
        assertThat(step.share()).isEqualTo(67);
        assertThat(step.medianDays()).isNull();
    }

    @Test
    void aFactThatIsTypedOnceHoldsNothingBack() {
        for (int each = 0; each < 5; each++) {
            ledger.association().on("2026-03-02").startsWith("typed", "organisation.name");
        }
        assertThat(ledger.measure("VOL-4", "2026-06-15").holdsBack()).isNull();
        for (int each = 0; each < 5; each++) {
            ledger.association()
                    .on("2026-03-02")
                    .startsWith("typed", "organisation.name")
                    .evidence("founding", "Task_DraftStatutes", "typed", "organisation.name");
        }
        assertThat(ledger.measure("VOL-4", "2026-06-15").holdsBack().element()).isEqualTo("Task_DraftStatutes");
    }

    @Test
    void theWayToACoordinatorGoesThroughTheTalkAndNotThroughNav() {
        Way way = Way.to(
                lifeEvents.find(ROOT).orElseThrow(),
                List.of(new Formula.Selector("coordination", APPOINT, null, "completed", null, null, null)));
        Story story = ledger.child().on("2026-03-02");
        story.asks("intake", "Task_InformFamily")
                .asks("consent", "Task_GiveConsent")
                .asks("coordination", "Task_OfferAgain")
                .asks("coordination", APPOINT);
        assertThat(ledger.rows()).allMatch(row -> holds(way, row));
        ledger = new Ledger(lifeEvents::find);
        ledger.child()
                .on("2026-03-02")
                .asks("coordination", "Task_FirstFamilyMeeting")
                .asks("agency-decision", "Service_Decide", "nav.hjelpestonad.decide")
                .asks("peer-support", "Task_FirstPeerContact")
                .asks("individual-plan", "Task_DraftPlan");
        assertThat(ledger.rows()).noneMatch(row -> holds(way, row));
    }

    private static boolean holds(Way way, JourneyEvent row) {
        return way.places().contains(row.process() + " " + row.element())
                && (row.service() == null || way.services().contains(row.service()));
    }

    /** Two days of talk, eight until a coordinator is named, and Nav beside it. */
    private void families(int many) {
        for (int family = 0; family < many; family++) {
            ledger.child()
                    .on("2026-03-02")
                    .passes(ROOT, "Start_Registered")
                    .asks("intake", "Task_InformFamily")
                    .later(2)
                    .delivers("intake", "Task_InformFamily")
                    .asks("agency-decision", "Service_Decide", "nav.hjelpestonad.decide")
                    .asks("coordination", APPOINT)
                    .later(8)
                    .delivers("coordination", APPOINT)
                    .later(30)
                    .delivers("agency-decision", "Service_Decide", "nav.hjelpestonad.decide");
        }
    }
}

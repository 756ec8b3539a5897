package org.samspill.missions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The indicators of the mission for seriously ill children (domain guide 2.9), each on a log made by hand with a known answer. */
class ChildIndicatorsTest {

    private static final String ROOT = "seriously-ill-child";
    private static final String COORDINATION = "coordination";
    private static final String APPOINT = "Task_AppointCoordinator";
    private static final String DECISION = "agency-decision";
    private static final String DECIDE = "Service_Decide";
    private static final String ALLOWANCE = "nav.pleiepenger.decide";
    private static final String CARE = "nav.hjelpestonad.decide";

    private Ledger ledger;

    @BeforeEach
    void emptyLog() {
        ledger = new Ledger();
    }

    @Test
    void asb2IsTheMedianOfDaysFromTheReportToANamedCoordinator() {
        for (double days : List.of(3, 30, 9, 12, 4)) {
            reported("0301").later(days).delivers(COORDINATION, APPOINT);
        }
        // Still waiting, and never came so far: neither has a number of days yet.
        reported("0301").later(1).asks(COORDINATION, APPOINT);
        reported("0301");
        Measurement measured = ledger.measure("ASB-2", "2026-06-15");
        assertThat(measured.value()).isEqualByComparingTo("9.0");
        assertThat(measured.journeys()).isEqualTo(5);
    }

    @Test
    void asb2OfAnEvenNumberLiesHalfwayBetweenTheTwoInTheMiddle() {
        for (double days : List.of(1.0, 2.0, 3.0, 4.5, 50.0, 60.0)) {
            reported("0301").later(days).delivers(COORDINATION, APPOINT);
        }
        assertThat(ledger.measure("ASB-2", "2026-06-15").value()).isEqualByComparingTo("3.8");
    }

    @Test
    void asb2CountsFromTheFirstReportToTheFirstCoordinator() {
        for (int family = 0; family < 5; family++) {
            reported("0301")
                    .later(10)
                    .delivers(COORDINATION, APPOINT)
                    .later(20)
                    .passes(ROOT, "Start_Moved")
                    .later(5)
                    .delivers(COORDINATION, APPOINT);
        }
        assertThat(ledger.measure("ASB-2", "2026-06-15").value()).isEqualByComparingTo("10.0");
    }

    @Test
    void asb3IsTheShareOfEligibleChildrenThatHaveAChildrensCoordinator() {
        for (int family = 0; family < 3; family++) {
            eligible().later(10).delivers(COORDINATION, APPOINT);
        }
        eligible().asks(COORDINATION, APPOINT);
        eligible();
        // Entitled to another coordinator, or to guidance, or said no: not eligible.
        coordination("Rule_dmn-barnekoordinator_3").later(1).delivers(COORDINATION, APPOINT);
        coordination("Rule_dmn-barnekoordinator_4");
        coordination("Rule_dmn-barnekoordinator_2");
        // Ended before anyone could be named: no longer a child who needs one.
        eligible().later(2).ends("End_ChildDied");
        Measurement measured = ledger.measure("ASB-3", "2026-06-15");
        assertThat(measured.value()).isEqualByComparingTo("60.0");
        assertThat(measured.journeys()).isEqualTo(5);
    }

    @Test
    void asb3CountsFromTheDayTheFamilySaysYes() {
        for (int family = 0; family < 5; family++) {
            coordination("Rule_dmn-barnekoordinator_2")
                    .later(60)
                    .decides(COORDINATION, "Decide_Coordinator", "Rule_dmn-barnekoordinator_1")
                    .later(3)
                    .delivers(COORDINATION, APPOINT);
        }
        Measurement measured = ledger.measure("ASB-3", "2026-06-15");
        assertThat(measured.value()).isEqualByComparingTo("100.0");
        // They said yes on the last day of May, and had one in June.
        assertThat(Ledger.shown(measured)).containsExactly("2026-05 = 0.0 over 1", "2026-06 = 100.0 over 1");
    }

    @Test
    void asb3ShowsOfEachMonthHowItStoodWhenTheMonthWasOver() {
        for (int family = 0; family < 6; family++) {
            Story story = eligible();
            if (family < 3) {
                story.on("2026-04-30T23:59").delivers(COORDINATION, APPOINT);
            } else if (family < 5) {
                story.on("2026-05-01T00:00").delivers(COORDINATION, APPOINT);
            } else {
                story.on("2026-05-10").ends("End_ChildDied");
            }
        }
        assertThat(Ledger.shown(ledger.measure("ASB-3", "2026-06-15")))
                .containsExactly("2026-04 = 50.0 over 1", "2026-05 = 100.0 over 1", "2026-06 = 100.0 over 1");
        // A year on they are no longer counted.
        assertThat(ledger.measure("ASB-3", "2027-04-02").value()).isNull();
    }

    @Test
    void asb4IsTheShareOfFactsThatWereReused() {
        for (int family = 0; family < 5; family++) {
            ledger.child()
                    .on("2026-03-02")
                    .startsWith("typed", "child.nationalId")
                    .evidence("identify", "Service_ReadPerson", "reused", "person.name")
                    .evidence("identify", "Service_ReadPerson", "reused", "person.birthDate");
        }
        ledger.child().on("2026-03-03").evidence("intake", "Task_CallFamily", "typed", "family.needs");
        Measurement measured = ledger.measure("ASB-4", "2026-06-15");
        // Ten of sixteen rows; six journeys.
        assertThat(measured.value()).isEqualByComparingTo("62.5");
        assertThat(measured.journeys()).isEqualTo(6);
    }

    @Test
    void asb5IsTheMedianAndTheNinetiethPercentileOfDaysToAnAnswer() {
        for (double days : List.of(10, 20, 30, 40, 50, 60, 70, 80, 90, 100)) {
            claimed(ALLOWANCE).later(days).delivers(DECISION, DECIDE, ALLOWANCE);
        }
        claimed(ALLOWANCE);
        claimed(CARE).later(1).delivers(DECISION, DECIDE, CARE);
        assertThat(ledger.measure("ASB-5", "2026-07-15").value()).isEqualByComparingTo("55.0");
        assertThat(ledger.measure("ASB-5-p90", "2026-07-15").value()).isEqualByComparingTo("91.0");
        assertThat(ledger.measure("ASB-5-p90", "2026-07-15").journeys()).isEqualTo(10);
    }

    @Test
    void asb5TakesACaseThatWentBackForMoreInformationAsOneCase() {
        for (int family = 0; family < 5; family++) {
            claimed(ALLOWANCE)
                    .later(5)
                    .refuses(DECISION, DECIDE, ALLOWANCE, "more-information-needed")
                    .later(14)
                    .asks(DECISION, DECIDE, ALLOWANCE)
                    .later(2)
                    .delivers(DECISION, DECIDE, ALLOWANCE);
        }
        Measurement measured = ledger.measure("ASB-5", "2026-06-15");
        assertThat(measured.value()).isEqualByComparingTo("21.0");
        assertThat(measured.journeys()).isEqualTo(5);
    }

    @Test
    void asb5TakesEachOfTwoParentsAndAnAppealAsACaseOfItsOwn() {
        for (int family = 0; family < 5; family++) {
            Story mother = claimed(ALLOWANCE);
            Story father = mother.other();
            father.later(1).asks(DECISION, DECIDE, ALLOWANCE);
            father.later(2).delivers(DECISION, DECIDE, ALLOWANCE);
            mother.later(30)
                    .delivers(DECISION, DECIDE, ALLOWANCE)
                    .later(40)
                    .asks(DECISION, DECIDE, ALLOWANCE)
                    .later(10)
                    .delivers(DECISION, DECIDE, ALLOWANCE);
        }
        // Two, ten and thirty days, five times each; a father's answer is never a mother's.
        Measurement measured = ledger.measure("ASB-5", "2026-07-15");
        assertThat(measured.value()).isEqualByComparingTo("10.0");
        assertThat(measured.journeys()).isEqualTo(5);
    }

    @Test
    void asb6IsTheMedianOfDaysToAnAnswerOnCareBenefit() {
        for (double days : List.of(40, 45, 50, 120, 180)) {
            claimed(CARE).later(days).delivers(DECISION, DECIDE, CARE);
        }
        assertThat(ledger.measure("ASB-6", "2026-10-15").value()).isEqualByComparingTo("50.0");
    }

    @Test
    void asb7IsTheShareOfDischargesThatWereReadyOnTheDay() {
        for (int family = 0; family < 4; family++) {
            discharge().later(6).passes("discharge", "End_ReadyAtHome");
        }
        discharge().later(3).passes("discharge", "Start_Discharged");
        // Planned, and nobody has gone home yet: neither ready nor not.
        discharge();
        Measurement measured = ledger.measure("ASB-7", "2026-06-15");
        assertThat(measured.value()).isEqualByComparingTo("80.0");
        assertThat(measured.journeys()).isEqualTo(5);
    }

    @Test
    void asb7IsDecidedByWhatComesFirst() {
        for (int family = 0; family < 5; family++) {
            discharge()
                    .later(3)
                    .passes("discharge", "Start_Discharged")
                    .later(30)
                    .passes("discharge", "End_ReadyAtHome");
        }
        assertThat(ledger.measure("ASB-7", "2026-06-15").value()).isEqualByComparingTo("0.0");
    }

    @Test
    void asb11IsTheSlowestQuarterOfMunicipalitiesByTheFastest() {
        coordinators("0301", 10, 5);
        coordinators("4601", 20, 6);
        coordinators("5001", 25, 5);
        // Too few to be compared, however slow.
        coordinators("1103", 90, 4);
        Measurement measured = ledger.measure("ASB-11", "2026-06-15");
        assertThat(measured.value()).isEqualByComparingTo("2.5");
        assertThat(measured.journeys()).isEqualTo(16);
        assertThat(ledger.measure("ASB-2", "2026-06-15").journeys()).isEqualTo(20);
    }

    @Test
    void asb11TakesTheMeanOfEachQuarter() {
        int municipality = 1000;
        for (int days : List.of(10, 14, 15, 16, 17, 18, 30, 42)) {
            coordinators(Integer.toString(municipality++), days, 5);
        }
        assertThat(ledger.measure("ASB-11", "2026-06-15").value()).isEqualByComparingTo("3.0");
    }

    @Test
    void asb11NeedsTwoMunicipalitiesToCompare() {
        coordinators("0301", 10, 9);
        coordinators("4601", 20, 4);
        Measurement measured = ledger.measure("ASB-11", "2026-06-15");
        assertThat(measured.value()).isNull();
        assertThat(measured.journeys()).isNull();
    }

    @Test
    void asb12IsTheShareOfConsentingFamiliesThatMetAPeerWithinAWeek() {
        for (int family = 0; family < 3; family++) {
            peer("2026-03-02T12:00").on("2026-03-09T12:00").delivers("peer-support", "Task_FirstPeerContact");
        }
        // A minute too late; offered something else; and nothing at all.
        peer("2026-03-02T12:00").on("2026-03-09T12:01").delivers("peer-support", "Task_FirstPeerContact");
        peer("2026-03-02T12:00").later(3).passes("peer-support", "End_GroupOffered");
        peer("2026-03-02T12:00");
        // Withdrew within the week: no longer a consenting family.
        peer("2026-03-02T12:00").later(2).passes(ROOT, "Boundary_PeerConsentWithdrawn");
        // Three days ago: there is still time.
        peer("2026-06-12T12:00");
        Measurement measured = ledger.measure("ASB-12", "2026-06-15T12:00");
        assertThat(measured.value()).isEqualByComparingTo("50.0");
        assertThat(measured.journeys()).isEqualTo(6);
    }

    @Test
    void asb12CountsAFamilyAsMissedOnceItsWeekIsOver() {
        for (int family = 0; family < 5; family++) {
            peer("2026-03-02T12:00");
        }
        assertThat(ledger.measure("ASB-12", "2026-03-09T11:59").value()).isNull();
        assertThat(ledger.measure("ASB-12", "2026-03-09T12:00").value()).isEqualByComparingTo("0.0");
    }

    private Story reported(String municipality) {
        return ledger.child(municipality).on("2026-03-02").passes(ROOT, "Start_Registered");
    }

    private void coordinators(String municipality, double days, int families) {
        for (int family = 0; family < families; family++) {
            reported(municipality).later(days).delivers(COORDINATION, APPOINT);
        }
    }

    private Story coordination(String rule) {
        return reported("0301").on("2026-04-01").decides(COORDINATION, "Decide_Coordinator", rule);
    }

    private Story eligible() {
        return coordination("Rule_dmn-barnekoordinator_1");
    }

    private Story claimed(String service) {
        return ledger.child().on("2026-04-01").asks(DECISION, DECIDE, service);
    }

    private Story discharge() {
        return ledger.child().on("2026-04-01").passes("discharge", "Start_DischargePlanned");
    }

    private Story peer(String time) {
        return ledger.child().on(time).passes("peer-support", "Start_PeerSupport");
    }
}

package org.samspill.missions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The indicators of the mission for voluntary organisations (domain guide 3.5), each on a log made by hand with a known answer. */
class AssociationIndicatorsTest {

    private static final String ROOT = "voluntary-organisation";
    private static final String BANK = "bank-account";
    private static final String BOARD = "change-of-board";
    private static final String WIND_DOWN = "wind-down";

    private Ledger ledger;

    @BeforeEach
    void emptyLog() {
        ledger = new Ledger();
    }

    @Test
    void vol1IsTheMedianOfDaysFromIdeaToOperational() {
        for (double days : List.of(5, 6, 8, 70, 90)) {
            idea().later(days).passes(ROOT, "Milestone_Operational");
        }
        // Joined something that exists, and not there yet.
        idea().later(2).passes(ROOT, "End_Joined");
        idea();
        // Came to us as an organisation that exists: it never had the idea here.
        ledger.association().on("2026-03-02").passes(ROOT, "Start_ExistingOrganisation");
        Measurement measured = ledger.measure("VOL-1", "2026-06-15");
        assertThat(measured.value()).isEqualByComparingTo("8.0");
        assertThat(measured.journeys()).isEqualTo(5);
    }

    @Test
    void vol2IsTheNinetiethPercentileOfDaysFromTheRequestToTheAccount() {
        for (double days : List.of(1, 2, 3, 4, 5, 6)) {
            // The board takes a month to choose a bank; the bank does not answer for that.
            needsAccount()
                    .later(30)
                    .delivers(BANK, "Task_ChooseBank")
                    .later(days)
                    .passes(BANK, "End_AccountOpened");
        }
        needsAccount().later(1).delivers(BANK, "Task_ChooseBank").later(5).passes(BANK, "End_NoAccount");
        Measurement measured = ledger.measure("VOL-2", "2026-06-15");
        assertThat(measured.value()).isEqualByComparingTo("5.5");
        assertThat(measured.journeys()).isEqualTo(6);
    }

    @Test
    void vol2CountsFromTheFirstBankWhenTheFirstSaidNo() {
        for (int each = 0; each < 5; each++) {
            needsAccount()
                    .delivers(BANK, "Task_ChooseBank")
                    .asks(BANK, "Service_OpenAccount", "bank.account.open")
                    .later(10)
                    .refuses(BANK, "Service_OpenAccount", "bank.account.open", "risk-too-high")
                    .asks(BANK, "Service_OpenAccount", "bank.account.open")
                    .later(5)
                    .delivers(BANK, "Service_OpenAccount", "bank.account.open")
                    .passes(BANK, "End_AccountOpened");
        }
        assertThat(ledger.measure("VOL-2", "2026-06-15").value()).isEqualByComparingTo("15.0");
    }

    @Test
    void vol3IsTheShareThatWasRefusedOrGaveUpAtTheBank() {
        for (int each = 0; each < 4; each++) {
            needsAccount().later(9).passes(BANK, "End_AccountOpened");
        }
        needsAccount().later(40).passes(BANK, "End_NoAccount");
        needsAccount();
        Measurement measured = ledger.measure("VOL-3", "2026-06-15");
        assertThat(measured.value()).isEqualByComparingTo("20.0");
        assertThat(measured.journeys()).isEqualTo(5);
    }

    @Test
    void vol4IsHowManyTimesTheSameFactIsTypedByAnOrganisationWithinAYear() {
        for (int each = 0; each < 5; each++) {
            ledger.association()
                    .on("2026-02-01")
                    .startsWith("typed", "organisation.name")
                    .on("2026-03-01")
                    .evidence("founding", "Task_DraftStatutes", "typed", "organisation.purpose")
                    .evidence("founding", "Task_DraftStatutes", "reused", "organisation.name")
                    .on("2026-04-01")
                    .evidence("registration", "Task_MendDeficiency", "typed", "organisation.purpose")
                    .on("2026-05-01")
                    .evidence("bank-account", "Task_AnswerBank", "typed", "organisation.purpose");
        }
        // The name once, the purpose three times.
        Measurement measured = ledger.measure("VOL-4", "2026-06-15");
        assertThat(measured.value()).isEqualByComparingTo("2.0");
        assertThat(measured.journeys()).isEqualTo(5);
        // A month tells of the facts that were typed in it, and how often each had been typed by then.
        assertThat(Ledger.shown(measured))
                .containsExactly(
                        "2026-02 = 1.0 over 1",
                        "2026-03 = 1.0 over 1",
                        "2026-04 = 2.0 over 1",
                        "2026-05 = 3.0 over 1",
                        "2026-06 = 3.0 over 3");
    }

    @Test
    void vol4ForgetsWhatWasTypedMoreThanAYearBefore() {
        for (int each = 0; each < 5; each++) {
            ledger.association()
                    .on("2025-05-01T10:00")
                    .evidence("change-of-board", "Task_ReportNewBoard", "typed", "board.members")
                    .on("2026-05-01T10:00")
                    .evidence("change-of-board", "Task_ReportNewBoard", "typed", "board.members");
        }
        assertThat(ledger.measure("VOL-4", "2026-06-15").value()).isEqualByComparingTo("1.0");
    }

    @Test
    void vol5IsTheShareOfNewBoardsThatAllKnewOfWithinThreeDays() {
        for (int each = 0; each < 5; each++) {
            registered("2026-03-02T09:00")
                    .on("2026-03-05T09:00")
                    .passes(BOARD, "End_EveryoneInformed")
                    // The next year's board is another one, and the word came late.
                    .on("2026-05-04T09:00")
                    .delivers(BOARD, "Service_UpdateRoles", "brreg.roles.update")
                    .on("2026-05-20T09:00")
                    .passes(BOARD, "End_EveryoneInformed");
        }
        registered("2026-06-14T09:00");
        Measurement measured = ledger.measure("VOL-5", "2026-06-15");
        assertThat(measured.value()).isEqualByComparingTo("50.0");
        assertThat(measured.journeys()).isEqualTo(5);
    }

    @Test
    void vol8IsTheMedianOfDaysFromTheDecisionToWindDownUntilDeleted() {
        for (double days : List.of(20, 25, 31, 60, 90)) {
            ledger.association()
                    .on("2026-01-10")
                    // A meeting that voted no decided nothing.
                    .delivers(WIND_DOWN, "Task_RecordDecision")
                    .passes(WIND_DOWN, "End_NotAdopted")
                    .on("2026-03-02")
                    .delivers(WIND_DOWN, "Task_RecordDecision")
                    .asks(WIND_DOWN, "Task_SettleDebts")
                    .later(days / 2)
                    .asks(WIND_DOWN, "Task_SettleDebts")
                    .later(days / 2)
                    .delivers(WIND_DOWN, "Service_DeleteOrganisation", "brreg.delete");
        }
        assertThat(ledger.measure("VOL-8", "2026-07-15").value()).isEqualByComparingTo("31.0");
    }

    private Story idea() {
        return ledger.association().on("2026-03-02").passes(ROOT, "Start_Idea");
    }

    private Story needsAccount() {
        return ledger.association().on("2026-03-02").passes(BANK, "Start_BankAccount");
    }

    private Story registered(String time) {
        return ledger.association().on(time).delivers(BOARD, "Service_UpdateRoles", "brreg.roles.update");
    }
}

package org.samspill.missions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which journeys a number counts: the year, the months, the hours around a Norwegian midnight, and never fewer than five. */
class TrendTest {

    private static final String ROOT = "voluntary-organisation";

    private Ledger ledger;

    @BeforeEach
    void emptyLog() {
        ledger = new Ledger();
    }

    @Test
    void nothingIsShownOfAnEmptyLog() {
        Measurement measured = ledger.measure("VOL-1", "2026-06-15");
        assertThat(measured.value()).isNull();
        assertThat(measured.journeys()).isNull();
        assertThat(measured.holdsBack()).isNull();
        assertThat(measured.trend()).hasSize(12).allMatch(month -> month.value() == null);
        assertThat(measured.trend().get(0).month()).isEqualTo(YearMonth.of(2025, 7));
        assertThat(measured.trend().get(11).month()).isEqualTo(YearMonth.of(2026, 6));
    }

    @Test
    void fourJourneysAreTooFewAndFiveAreEnough() {
        for (int each = 0; each < 4; each++) {
            operational("2026-05-10", 10);
        }
        assertThat(ledger.measure("VOL-1", "2026-06-15").value()).isNull();
        assertThat(ledger.measure("VOL-1", "2026-06-15").journeys()).isNull();
        operational("2026-05-10", 10);
        assertThat(ledger.measure("VOL-1", "2026-06-15").value()).isEqualByComparingTo("10.0");
        assertThat(ledger.measure("VOL-1", "2026-06-15").journeys()).isEqualTo(5);
    }

    @Test
    void manyRowsOfFourJourneysAreStillFourJourneys() {
        for (int each = 0; each < 4; each++) {
            Story story = ledger.association().on("2026-05-10");
            for (int row = 0; row < 9; row++) {
                story.evidence("founding", "Task_DraftStatutes", "typed", "organisation.name");
            }
        }
        assertThat(ledger.measure("VOL-4", "2026-06-15").value()).isNull();
    }

    @Test
    void theYearIsTheLastTwelveMonthsToTheMinute() {
        for (int each = 0; each < 5; each++) {
            operational("2025-06-15T12:00", 10);
            operational("2025-06-15T11:59", 90);
        }
        Measurement measured = ledger.measure("VOL-1", "2026-06-15T12:00");
        assertThat(measured.value()).isEqualByComparingTo("10.0");
        assertThat(measured.journeys()).isEqualTo(5);
    }

    @Test
    void aMonthBeginsAtMidnightInNorwayInSummerAndInWinter() {
        for (int each = 0; each < 5; each++) {
            operational("2026-04-30T23:59", 10);
            operational("2026-05-01T00:00", 20);
            operational("2026-01-31T23:59", 30);
            operational("2026-02-01T00:00", 40);
        }
        assertThat(Ledger.shown(ledger.measure("VOL-1", "2026-05-02")))
                .containsExactly(
                        "2026-01 = 30.0 over 1",
                        "2026-02 = 40.0 over 1",
                        "2026-03 = 35.0 over 3",
                        "2026-04 = 10.0 over 1",
                        "2026-05 = 20.0 over 1");
    }

    @Test
    void aMonthWithFewerThanFiveStandsForThreeMonthsOrForNothing() {
        for (int each = 0; each < 5; each++) {
            operational("2026-02-10", 10);
        }
        operational("2026-03-10", 70);
        operational("2026-06-10", 70);
        assertThat(Ledger.shown(ledger.measure("VOL-1", "2026-06-15")))
                // June has one, and with April and May still one.
                .containsExactly("2026-02 = 10.0 over 1", "2026-03 = 10.0 over 3", "2026-04 = 10.0 over 3");
    }

    @Test
    void whatIsMeasuredBelongsToTheMonthItEndedInAndWhatIsPromisedToTheMonthItBeganIn() {
        for (int each = 0; each < 5; each++) {
            ledger.association()
                    .on("2026-02-20")
                    .passes(ROOT, "Start_Idea")
                    .passes("bank-account", "Start_BankAccount")
                    .on("2026-04-20")
                    .passes("bank-account", "End_AccountOpened")
                    .passes(ROOT, "Milestone_Operational");
        }
        assertThat(Ledger.shown(ledger.measure("VOL-1", "2026-04-25"))).containsExactly("2026-04 = 59.0 over 1");
        assertThat(Ledger.shown(ledger.measure("VOL-3", "2026-04-25")))
                .isEqualTo(List.of("2026-02 = 0.0 over 1", "2026-03 = 0.0 over 3", "2026-04 = 0.0 over 3"));
    }

    @Test
    void daysAreTwentyFourHoursAlsoWhenTheClockIsMoved() {
        for (int each = 0; each < 5; each++) {
            ledger.association()
                    .on("2026-03-28T12:00")
                    .passes(ROOT, "Start_Idea")
                    .on("2026-03-30T13:00")
                    .passes(ROOT, "Milestone_Operational");
        }
        assertThat(ledger.measure("VOL-1", "2026-06-15").value()).isEqualByComparingTo("2.0");
    }

    /** 72 minutes are 0.05 days, and 23 of 80 are 28.75 per cent: neither is a little less because computers count in twos. */
    @Test
    void whatLiesHalfwayIsRoundedUp() {
        for (int each = 0; each < 3; each++) {
            operational("2026-05-10", 52 / 1440.0);
            operational("2026-05-10", 92 / 1440.0);
        }
        assertThat(ledger.measure("VOL-1", "2026-06-15").value()).isEqualByComparingTo("0.1");
        for (int each = 0; each < 80; each++) {
            ledger.association()
                    .on("2026-05-10")
                    .passes("bank-account", "Start_BankAccount")
                    .passes("bank-account", each < 23 ? "End_NoAccount" : "End_AccountOpened");
        }
        assertThat(ledger.measure("VOL-3", "2026-06-15").value()).isEqualByComparingTo("28.8");
    }

    private void operational(String when, double afterDays) {
        ledger.association()
                .on(Story.time(when))
                .later(-afterDays)
                .passes(ROOT, "Start_Idea")
                .on(when)
                .passes(ROOT, "Milestone_Operational");
    }
}

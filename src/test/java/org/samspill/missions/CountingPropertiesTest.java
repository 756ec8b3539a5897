package org.samspill.missions;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever the log holds, a number is what a plain recount by hand gives. */
class CountingPropertiesTest {

    private static final String ROOT = "voluntary-organisation";
    private static final String NOW = "2026-06-15T12:00";

    @Property(tries = 60)
    void theMedianIsThatOfAPlainRecount(
            @ForAll @Size(min = 5, max = 24) List<@IntRange(max = 200_000) Integer> minutes) {
        Ledger ledger = new Ledger();
        minutes.forEach(each -> ledger.association()
                .on(Story.time("2026-06-01"))
                .later(-each / 1440.0)
                .passes(ROOT, "Start_Idea")
                .on("2026-06-01")
                .passes(ROOT, "Milestone_Operational"));
        List<Integer> sorted = minutes.stream().sorted().toList();
        int half = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2.0;
        Measurement measured = ledger.measure("VOL-1", NOW);
        assertThat(measured.value())
                .isEqualByComparingTo(BigDecimal.valueOf(median / 1440).setScale(1, RoundingMode.HALF_UP));
        assertThat(measured.journeys()).isEqualTo(minutes.size());
    }

    @Property(tries = 60)
    void aShareIsHitsByAllThatAreDecidedAndEachBelongsToItsMonth(
            @ForAll @Size(min = 1, max = 24) List<@IntRange(max = 600 * 24) Integer> hoursAgo,
            @ForAll @IntRange(min = 1, max = 5) int everySo) {
        Ledger ledger = new Ledger();
        Instant now = Story.time(NOW);
        for (int at = 0; at < hoursAgo.size(); at++) {
            ledger.association()
                    .on(now.minusSeconds(3600L * hoursAgo.get(at)))
                    .passes("bank-account", "Start_BankAccount")
                    .passes("bank-account", at % everySo == 0 ? "End_NoAccount" : "End_AccountOpened");
        }
        Measurement measured = ledger.measure("VOL-3", NOW);
        int[] counted = new int[13];
        int[] hits = new int[13];
        for (int at = 0; at < hoursAgo.size(); at++) {
            ZonedDateTime when = now.minusSeconds(3600L * hoursAgo.get(at)).atZone(Story.NORWAY);
            int monthsBack = (2026 - when.getYear()) * 12 + 6 - when.getMonthValue();
            boolean inYear = !when.isBefore(now.atZone(Story.NORWAY).minusYears(1));
            int hit = at % everySo == 0 ? 1 : 0;
            if (inYear) {
                counted[12]++;
                hits[12] += hit;
            }
            if (monthsBack < 12) {
                counted[monthsBack]++;
                hits[monthsBack] += hit;
            }
        }
        assertThat(measured.value()).isEqualTo(share(hits[12], counted[12]));
        assertThat(measured.journeys()).isEqualTo(counted[12] < 5 ? null : counted[12]);
        for (int back = 0; back < 12; back++) {
            Measurement.Month month = measured.trend().get(11 - back);
            if (counted[back] >= 5) {
                assertThat(month.months()).isEqualTo(1);
                assertThat(month.value()).isEqualTo(share(hits[back], counted[back]));
            } else if (back < 10) {
                assertThat(month.months()).isEqualTo(3);
                assertThat(month.value())
                        .isEqualTo(share(
                                hits[back] + hits[back + 1] + hits[back + 2],
                                counted[back] + counted[back + 1] + counted[back + 2]));
            }
        }
    }

    /** Fewer than five are never told of. */
    private static BigDecimal share(int hits, int of) {
        return of < 5 ? null : BigDecimal.valueOf(hits * 100.0 / of).setScale(1, RoundingMode.HALF_UP);
    }

    @Property
    void aQuantileLiesBetweenTheRanksAroundIt(
            @ForAll @Size(min = 1, max = 50) List<@DoubleRange(max = 1e6) Double> numbers,
            @ForAll @DoubleRange(max = 1) double share) {
        double[] sorted =
                numbers.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double quantile = Recount.quantile(sorted, share);
        long below =
                Arrays.stream(sorted).filter(each -> each <= quantile + 1e-6).count();
        long above =
                Arrays.stream(sorted).filter(each -> each >= quantile - 1e-6).count();
        assertThat(below).isGreaterThanOrEqualTo((long) Math.floor(share * (sorted.length - 1)) + 1);
        assertThat(above).isGreaterThanOrEqualTo((long) Math.floor((1 - share) * (sorted.length - 1)) + 1);
        assertThat(quantile).isBetween(sorted[0] - 1e-6, sorted[sorted.length - 1] + 1e-6);
    }
}

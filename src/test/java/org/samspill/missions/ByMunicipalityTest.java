package org.samspill.missions;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** An indicator municipality by municipality tells of no few, neither by itself nor when it is taken from the total. */
class ByMunicipalityTest {

    @Test
    void whereAllHaveEnoughAllAreShown() {
        assertThat(shown(5, 9, 40)).containsExactly(5L, 9L, 40L);
    }

    @Test
    void oneThatHasTooFewTakesTheNextSmallestWithIt() {
        assertThat(shown(4, 9, 40, 7)).containsExactly(9L, 40L);
    }

    @Test
    void twoThatHaveTooFewAreEnoughWhenTheyAreFiveTogether() {
        assertThat(shown(2, 3, 40, 7)).containsExactly(40L, 7L);
        assertThat(shown(2, 2, 40, 7)).containsExactly(40L);
    }

    @Test
    void whatBelongsToNoKnownMunicipalityIsNotShown() {
        List<ByMunicipality.Value> all = new ArrayList<>(values(8, 9));
        all.add(new ByMunicipality.Value(Cell.UNKNOWN, 50, BigDecimal.ONE));
        assertThat(ByMunicipality.of(all).shown()).hasSize(2);
    }

    @Property
    void theTotalLessWhatIsShownIsNothingOrManyOfSeveral(
            @ForAll @Size(max = 12) List<@IntRange(min = 1, max = 12) Integer> journeys) {
        ByMunicipality cut = ByMunicipality.of(
                values(journeys.stream().mapToInt(each -> each).toArray()));
        long shown =
                cut.shown().stream().mapToLong(ByMunicipality.Value::journeys).sum();
        long hidden = journeys.stream().mapToLong(each -> each).sum() - shown;
        assertThat(cut.shown()).allMatch(value -> value.journeys() >= Measurement.LEAST_JOURNEYS);
        assertThat(cut.shown().size() + cut.leftOut()).isEqualTo(journeys.size());
        if (!cut.shown().isEmpty() && hidden > 0) {
            assertThat(hidden).isGreaterThanOrEqualTo(Measurement.LEAST_JOURNEYS);
            assertThat(cut.leftOut()).isGreaterThanOrEqualTo(2);
        }
    }

    private static List<Long> shown(int... journeys) {
        return ByMunicipality.of(values(journeys)).shown().stream()
                .map(ByMunicipality.Value::journeys)
                .toList();
    }

    private static List<ByMunicipality.Value> values(int... journeys) {
        List<ByMunicipality.Value> values = new ArrayList<>();
        for (int each = 0; each < journeys.length; each++) {
            values.add(new ByMunicipality.Value("%04d".formatted(each), journeys[each], BigDecimal.TEN));
        }
        return values;
    }
}

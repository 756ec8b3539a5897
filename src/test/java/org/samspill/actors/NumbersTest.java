package org.samspill.actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samspill.actors.NationalId.Check;

class NumbersTest {

    @ParameterizedTest
    @ValueSource(strings = {"16822548834", "11812448848", "19872347995", "168225 48834"})
    void publishedTestPersonsAreValidAndSynthetic(String number) {
        assertThat(NationalId.parse(number)).hasValueSatisfying(id -> {
            assertThat(id.synthetic()).isTrue();
            assertThat(id.dNumber()).isFalse();
            assertThat(id).hasToString(number.substring(0, 6) + "*****");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1682254883",
                "168225488345",
                "16822548835",
                "1682254883x",
                "00000000000",
                "31822548834",
                "fødselsnummer"
            })
    void whatIsNoNationalIdIsRefused(String text) {
        assertThat(NationalId.parse(text, Check.RELAXED)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NationalId.of(text))
                .withMessage("Not a national identity number");
    }

    @Test
    void theNumberBeginsWithADateThatExists() {
        assertThat(NationalId.parse(withDate(31, 84, 20))).isEmpty();
        assertThat(NationalId.parse(withDate(32, 85, 20))).isEmpty();
        assertThat(NationalId.parse(withDate(29, 82, 23))).isEmpty();
        assertThat(NationalId.parse(withDate(29, 82, 24))).isPresent();
        assertThat(NationalId.parse(withDate(1, 93, 24))).isEmpty();
    }

    /** A number with right check digits whatever the date. */
    private static String withDate(int day, int month, int year) {
        return IntStream.range(500, 999)
                .mapToObj(individual -> Optional.ofNullable(SyntheticNumbers.person(day, month, year, individual, 0)))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theRelaxedCheckIsRightFrom2032() {
        assertThat(Check.on(LocalDate.of(2031, 12, 31))).isEqualTo(Check.CURRENT);
        assertThat(Check.on(LocalDate.of(2032, 1, 1))).isEqualTo(Check.RELAXED);
    }

    @Test
    void whatCouldBeANumberIsHiddenInWordsButAnIdOfOursIsFoundAgain() {
        String number = withDate(1, 1, 90);
        String spaced = number.substring(0, 6) + " " + number.substring(6);
        assertThat(NationalId.hiddenIn("Gjelder " + number + " og " + spaced + "."))
                .isEqualTo("Gjelder ••••••••••• og •••••••••••.");
        // Eleven digits and a letter end this id.
        String journey = "fca00d39-e3e3-4a1e-955f-12345678901a";
        assertThat(NationalId.hiddenIn(journey + " gjelder " + number)).isEqualTo(journey + " gjelder •••••••••••");
    }

    @ParameterizedTest
    @ValueSource(strings = {"974760673", "889640782", "991825827", "974 760 673"})
    void publishedOrganisationNumbersAreValid(String number) {
        assertThat(OrganisationNumber.parse(number)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"974760674", "97476067", "9747606733", "", "Oslo", "٩٧٤٧٦٠٦٧٣"})
    void whatIsNoOrganisationNumberIsRefused(String text) {
        assertThat(OrganisationNumber.parse(text)).isEmpty();
    }
}

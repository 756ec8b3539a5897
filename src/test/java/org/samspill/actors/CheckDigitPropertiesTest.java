package org.samspill.actors;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.samspill.actors.NationalId.Check;

/** What holds for all numbers: the check digits find every single wrong digit, and the relaxed check only adds numbers. */
class CheckDigitPropertiesTest {

    @Property
    void oneWrongDigitIsFoundInAnOrganisationNumber(
            @ForAll @IntRange(min = 20000000, max = 39999999) int start,
            @ForAll @IntRange(max = 8) int place,
            @ForAll @IntRange(min = 1, max = 9) int change) {
        String number = SyntheticNumbers.organisation(start);
        Assume.that(number != null);
        assertThat(OrganisationNumber.parse(number)).isPresent();
        assertThat(OrganisationNumber.parse(changed(number, place, change))).isEmpty();
    }

    @Property
    void oneWrongDigitIsFoundInANationalId(
            @ForAll @IntRange(min = 1, max = 28) int day,
            @ForAll @IntRange(min = 81, max = 92) int month,
            @ForAll @IntRange(max = 99) int year,
            @ForAll @IntRange(max = 999) int individual,
            @ForAll @IntRange(max = 10) int place,
            @ForAll @IntRange(min = 1, max = 9) int change) {
        String number = SyntheticNumbers.person(day, month, year, individual, 0);
        Assume.that(number != null);
        assertThat(NationalId.parse(number))
                .hasValueSatisfying(id -> assertThat(id.synthetic()).isTrue());
        assertThat(NationalId.parse(changed(number, place, change))).isEmpty();
    }

    @Property
    void theRelaxedCheckTakesRemaindersUpToThreeAndNoMore(
            @ForAll @IntRange(min = 1, max = 28) int day,
            @ForAll @IntRange(min = 81, max = 92) int month,
            @ForAll @IntRange(max = 999) int individual,
            @ForAll @IntRange(max = 10) int remainder) {
        String number = SyntheticNumbers.person(day, month, 32, individual, remainder);
        Assume.that(number != null);
        assertThat(NationalId.parse(number, Check.RELAXED).isPresent()).isEqualTo(remainder <= 3);
        assertThat(NationalId.parse(number, Check.CURRENT).isPresent()).isEqualTo(remainder == 0);
    }

    @Property
    void aNationalIdNeverPrintsWhole(
            @ForAll @IntRange(min = 1, max = 28) int day, @ForAll @IntRange(max = 999) int individual) {
        String number = SyntheticNumbers.person(day + 40, 85, 90, individual, 0);
        Assume.that(number != null);
        var id = NationalId.of(number);
        var person = new Person(PersonId.random(), "Kari Test", id, LocalDate.of(1990, 5, day), "0301");
        assertThat(id.dNumber()).isTrue();
        assertThat("%s %s %s".formatted(id, person, new Object[] {person}[0]))
                .doesNotContain(number)
                .doesNotContain("Kari");
    }

    private static String changed(String number, int place, int change) {
        char[] digits = number.toCharArray();
        digits[place] = (char) ('0' + (digits[place] - '0' + change) % 10);
        return new String(digits);
    }
}

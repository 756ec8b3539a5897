package org.samspill.actors;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samspill.actors.Mandates.Kind;
import org.samspill.actors.Standing.Insight;
import org.samspill.actors.Standing.Why;

/** The age rules of the domain guide, 1.3, on the day before each birthday and on the birthday itself. */
class MandatesTest {

    private static final ZoneId NORWAY = ZoneId.of("Europe/Oslo");
    private static final NationalId CHILD = NationalId.of("16822548834");
    private static final LocalDate BORN = LocalDate.of(2010, 5, 20);

    private final Database database = Database.fresh();
    private final People people = database.people();
    private PersonId child;
    private PersonId mother;
    private PersonId father;
    private PersonId stranger;

    @BeforeEach
    void family() {
        child = people.register(CHILD, "Ola", BORN, null).id();
        mother = people.add("Kari").id();
        father = people.add("Per").id();
        stranger = people.add("Fremmed").id();
        people.relate(mother, child);
        people.relate(father, child);
    }

    @ParameterizedTest
    @CsvSource({
        "2022-05-19, GUARDIAN, FULL, true, true, UNDER_12, , 2022-05-20",
        "2022-05-20, GUARDIAN, REDUCED, true, true, FROM_12, 2022-05-20, 2026-05-20",
        "2026-05-19, GUARDIAN, REDUCED, true, true, FROM_12, 2022-05-20, 2026-05-20",
        "2026-05-20, GUARDIAN, NONE, false, true, FROM_16, 2026-05-20, 2028-05-20",
        "2028-05-19, GUARDIAN, NONE, false, true, FROM_16, 2026-05-20, 2028-05-20",
        "2028-05-20, , NONE, false, false, FROM_18, 2028-05-20, "
    })
    void whatAGuardianMay(
            LocalDate day,
            Capacity capacity,
            Insight insight,
            boolean health,
            boolean legal,
            Why why,
            LocalDate since,
            LocalDate until) {
        Standing standing = on(day).of(mother, child);
        assertThat(standing.capacity()).isEqualTo(capacity);
        assertThat(standing.insight()).isEqualTo(insight);
        assertThat(standing.may(Matter.HEALTH)).isEqualTo(health);
        assertThat(standing.may(Matter.LEGAL)).isEqualTo(legal);
        assertThat(standing.may(Matter.OWN)).isTrue();
        assertThat(standing.why()).isEqualTo(why);
        assertThat(standing.since()).isEqualTo(since);
        assertThat(standing.until()).isEqualTo(until);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-19, , NONE, false, false, SELF_UNDER_16",
        "2026-05-20, SELF, FULL, true, false, SELF_FROM_16",
        "2028-05-19, SELF, FULL, true, false, SELF_FROM_16",
        "2028-05-20, SELF, FULL, true, true, SELF"
    })
    void whatTheChildMayItself(
            LocalDate day, Capacity capacity, Insight insight, boolean health, boolean legal, Why why) {
        Standing standing = on(day).of(child, child);
        assertThat(standing.capacity()).isEqualTo(capacity);
        assertThat(standing.insight()).isEqualTo(insight);
        assertThat(standing.may(Matter.HEALTH)).isEqualTo(health);
        assertThat(standing.may(Matter.LEGAL)).isEqualTo(legal);
        assertThat(standing.why()).isEqualTo(why);
    }

    @ParameterizedTest
    @CsvSource({"2024-02-28, FROM_12", "2024-02-29, FROM_16", "2026-02-28, FROM_16", "2026-03-01, FROM_18"})
    void aLeapDaysChildIsAYearOlderOnTheFirstOfMarchWhereThereIsNoSuchDay(LocalDate day, Why why) {
        PersonId leapling = people.register(NationalId.of("14831966573"), "Skudd", LocalDate.of(2008, 2, 29), null)
                .id();
        people.relate(mother, leapling);
        assertThat(on(day).of(mother, leapling).why()).isEqualTo(why);
    }

    @Test
    void aStrangerMayNothing() {
        Standing standing = on(BORN.plusYears(5)).of(stranger, child);
        assertThat(standing.capacity()).isNull();
        assertThat(standing.sees()).isFalse();
        assertThat(standing.why()).isEqualTo(Why.NO_RELATION);
    }

    @Test
    void whoeverTheRegisterNamesNoLongerHasItNoLonger() {
        Mandates mandates = on(BORN.plusYears(5));
        assertThat(mandates.told(Kind.PARENTAL_RESPONSIBILITY, child, List.of(mother, stranger)))
                .containsExactly(father);
        Standing ended = mandates.of(father, child);
        assertThat(ended.why()).isEqualTo(Why.ENDED);
        assertThat(ended.since()).isEqualTo(BORN.plusYears(5));
        assertThat(ended.sees()).isFalse();
        assertThat(ended.may(Matter.LEGAL)).isFalse();
        assertThat(mandates.of(mother, child).may(Matter.HEALTH)).isTrue();
        assertThat(mandates.of(stranger, child).capacity()).isEqualTo(Capacity.GUARDIAN);
        assertThat(people.guardiansOf(child)).extracting(Person::id).containsExactlyInAnyOrder(mother, stranger);
        assertThat(mandates.told(Kind.PARENTAL_RESPONSIBILITY, child, List.of(mother, stranger, father)))
                .isEmpty();
        assertThat(mandates.of(father, child).capacity()).isEqualTo(Capacity.GUARDIAN);
    }

    @Test
    void from16SheMayAskAnotherToActAndTakeItBack() {
        assertThat(on(BORN.plusYears(16).minusDays(1)).ask(child, mother)).isFalse();
        Mandates mandates = on(BORN.plusYears(16));
        assertThat(mandates.ask(child, mother)).isTrue();
        assertThat(mandates.ask(child, mother)).isFalse();
        assertThat(mandates.of(mother, child).capacity()).isEqualTo(Capacity.PROXY);
        assertThat(mandates.of(mother, child).may(Matter.HEALTH)).isTrue();
        assertThat(mandates.of(father, child).may(Matter.HEALTH)).isFalse();
        assertThat(on(BORN.plusYears(19)).of(mother, child).sees()).isTrue();
        assertThat(mandates.takeBack(child, mother)).isTrue();
        assertThat(mandates.takeBack(child, mother)).isFalse();
        assertThat(mandates.of(mother, child).sees()).isFalse();
        assertThat(mandates.ask(child, child)).isFalse();
    }

    @Test
    void whenAChildHasDiedItsParentsActAsHeirsAndItGrowsNoOlder() {
        people.died(child, BORN.plusYears(10));
        assertThat(on(BORN.plusYears(10)).of(mother, child).capacity()).isEqualTo(Capacity.HEIR);
        assertThat(on(BORN.plusYears(19)).of(mother, child).may(Matter.LEGAL)).isTrue();
        assertThat(on(BORN.plusYears(19)).of(stranger, child).capacity()).isNull();
    }

    @Test
    void theHeirsOfAnAdultAreThoseWhomTheCourtHasNamed() {
        people.died(child, BORN.plusYears(40));
        Mandates mandates = on(BORN.plusYears(41));
        assertThat(mandates.of(mother, child).capacity()).isNull();
        mandates.told(Kind.HEIR, child, Set.of(stranger));
        assertThat(mandates.of(stranger, child).capacity()).isEqualTo(Capacity.HEIR);
        assertThat(on(BORN.plusYears(39)).of(stranger, child).capacity())
                .as("nobody inherits the living")
                .isNull();
    }

    @Test
    void untilTheRegisterHasSpokenAGuardiansWordIsTakenAsFarAsItGoesAtThatAge() {
        PersonId unknown =
                people.register(NationalId.of("14831966573"), "", null, null).id();
        assertThat(on(BORN).of(mother, unknown).why()).isEqualTo(Why.NOT_KNOWN_YET);
        assertThat(on(BORN).of(mother, unknown).sees()).isTrue();
        people.born(unknown, BORN);
        assertThat(on(BORN.plusYears(17)).of(mother, unknown).sees()).isFalse();
        assertThat(on(BORN.plusYears(18)).of(mother, unknown).capacity()).isNull();
    }

    private Mandates on(LocalDate day) {
        Instant morning = day.atTime(8, 0).atZone(NORWAY).toInstant();
        return new Mandates(database.jdbc(), new Circles(database.jdbc()), Clock.fixed(morning, NORWAY));
    }
}

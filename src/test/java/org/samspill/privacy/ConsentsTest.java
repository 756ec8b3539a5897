package org.samspill.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.samspill.SamspillTest;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.PersonId;
import org.samspill.actors.Text;
import org.samspill.catalogue.Category;
import org.samspill.catalogue.ConsentScope;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.catalogue.Service;
import org.springframework.beans.factory.annotation.Autowired;

/** A consent holds when all who have to give it have, and a service that rests on it is told nothing of a journey otherwise. */
@SamspillTest
class ConsentsTest {

    private static final String SCOPE = "peer-support";
    private static final OrganisationNumber VOLUNTEERS = OrganisationNumber.of("310000019");

    @Autowired
    private Consents consents;

    @Autowired
    private Exemptions exemptions;

    @Autowired
    private DisclosureRule rule;

    @Autowired
    private LifeEvents lifeEvents;

    @Autowired
    private Clock clock;

    private final String journey = UUID.randomUUID().toString();
    private final PersonId child = PersonId.random();
    private final PersonId mother = PersonId.random();
    private final PersonId father = PersonId.random();

    @Test
    void nothingIsToldBeforeAnyoneIsAsked() {
        assertThat(told("patient-organisation.peer-support.match")).isEmpty();
    }

    @Test
    void oneYesOfTwoIsNotYetAConsent() {
        consents.ask(journey, SCOPE, mother, "round");
        consents.ask(journey, SCOPE, father, "round");
        yes(mother, null);
        assertThat(consents.holds(journey, SCOPE)).isFalse();

        yes(father, null);
        assertThat(consents.holds(journey, SCOPE)).isTrue();
        assertThat(told("patient-organisation.peer-support.match")).contains("health.diagnosisGroup");

        consents.decide(journey, scope(), father, child, false, null);
        assertThat(consents.holds(journey, SCOPE)).isFalse();
    }

    @Test
    void whoNeedNotBeAskedIsNotWaitedFor() {
        consents.ask(journey, SCOPE, mother, "round");
        consents.ask(journey, SCOPE, father, "round");
        yes(mother, null);
        exemptions.grant(journey, father, Exemption.Reason.VIOLENCE, "Barneloven § 43", "Dom", PersonId.random(), null);
        assertThat(consents.holds(journey, SCOPE)).isTrue();

        consents.withdraw(journey, SCOPE, mother);
        assertThat(consents.holds(journey, SCOPE)).isFalse();
    }

    @Test
    void whenEverybodyIsExemptNobodyHasAgreed() {
        consents.ask(journey, SCOPE, mother, "round");
        exemptions.grant(journey, mother, Exemption.Reason.SECRET_ADDRESS, null, null, null, null);
        assertThat(consents.holds(journey, SCOPE)).isFalse();
    }

    @Test
    void whoCannotBeReachedIsNoExemption() {
        consents.ask(journey, SCOPE, mother, "round");
        consents.ask(journey, SCOPE, father, "round");
        yes(mother, null);
        assertThat(consents.holds(journey, SCOPE)).as("however long it takes").isFalse();
    }

    @Test
    void inAnEverydayMatterOneOfTwoIsEnough() {
        ConsentScope scope = scope();
        ConsentScope everyday = new ConsentScope(
                scope.key(),
                scope.title(),
                scope.recipient(),
                scope.purpose(),
                scope.categories(),
                scope.within(),
                scope.stops(),
                true);
        consents.ask(journey, SCOPE, mother, "round");
        consents.ask(journey, SCOPE, father, "round");
        consents.decide(journey, everyday, father, child, false, null);
        assertThat(consents.holds(journey, SCOPE)).isFalse();
        consents.decide(journey, everyday, mother, child, true, null);
        assertThat(consents.holds(journey, SCOPE)).isTrue();
    }

    @Test
    void aNewRoundOfAskingForgetsThoseOfTheOneBefore() {
        consents.ask(journey, SCOPE, mother, "the old board");
        consents.ask(journey, SCOPE, father, "the new board");
        yes(father, null);
        assertThat(consents.holds(journey, SCOPE)).isTrue();
    }

    @Test
    void whatWasTakenBackEndsItAndWhatWasSaidBeforeStays() {
        yes(mother, null);
        String given = consents.idsOf(journey, SCOPE).get(0);
        assertThat(consents.withdraw(journey, SCOPE, mother)).isTrue();
        assertThat(consents.withdraw(journey, SCOPE, mother)).isFalse();
        assertThat(told("patient-organisation.peer-support.match")).isEmpty();

        yes(mother, null);
        assertThat(consents.idsOf(journey, SCOPE)).singleElement().isNotEqualTo(given);
    }

    @Test
    void theFirstConsentThatRunsOutEndsIt() {
        Instant soon = clock.instant().plus(Duration.ofHours(1));
        yes(mother, clock.instant().plus(Duration.ofDays(30)));
        yes(father, soon);
        assertThat(consents.until(journey, SCOPE)).isCloseTo(soon, within(1, ChronoUnit.MILLIS));

        yes(father, clock.instant().minus(Duration.ofSeconds(1)));
        assertThat(consents.holds(journey, SCOPE)).isFalse();
        Consent out = consents.runOut(100).stream()
                .filter(consent -> consent.journey().equals(journey))
                .findFirst()
                .orElseThrow();
        assertThat(consents.expire(out)).isTrue();
        assertThat(consents.expire(out)).as("another node").isFalse();
    }

    @Test
    void aConsentSaysAllThatMakesItOne() {
        yes(mother, null);
        assertThat(consents.of(journey)).singleElement().satisfies(consent -> {
            assertThat(consent.grantor()).isEqualTo(mother);
            assertThat(consent.onBehalfOf()).isEqualTo(child);
            assertThat(consent.recipient()).isEqualTo("patient-organisation");
            assertThat(consent.purpose()).isEqualTo(scope().purpose().nb());
            assertThat(consent.categories()).containsExactlyInAnyOrder(Category.ORDINARY, Category.SPECIAL);
        });
    }

    @Test
    void whatOneJourneyHasAgreedToIsNothingToAnotherThatIsReadWithIt() {
        yes(mother, null);
        Ground here = ground(journey, "patient-organisation.peer-support.match");
        Ground there = ground(UUID.randomUUID().toString(), "patient-organisation.peer-support.match");
        Recipient reader = Recipient.machine(VOLUNTEERS, null);
        DisclosureRule.Now now = rule.now(Set.of(here.journey(), there.journey()));
        assertThat(now.mayTell(here, reader)).isTrue();
        assertThat(now.mayTell(there, reader)).isFalse();
        assertThat(rule.now(Set.of(there.journey())).mayTell(here, reader))
                .as("what was not read")
                .isFalse();
    }

    @Test
    void aServiceWithALegalBasisAloneAsksForNone() {
        assertThat(told("nav.hjelpestonad.decide")).contains("child.nationalId");
    }

    @Test
    void aKindOfDataThatTheConsentDoesNotCoverIsNotTold() {
        yes(mother, null);
        Ground bank = new Ground(
                journey,
                lifeEvent(),
                "item",
                "Step",
                new Text("steg", "step"),
                VOLUNTEERS,
                null,
                null,
                null,
                Set.of("family.children", "no.such.datum"),
                Set.of(SCOPE),
                false);
        assertThat(rule.allowed(bank, Recipient.machine(VOLUNTEERS, null))).containsExactly("family.children");
        Ground unknown = new Ground(
                journey,
                lifeEvent(),
                "item",
                "Step",
                bank.stepTitle(),
                VOLUNTEERS,
                null,
                null,
                null,
                bank.names(),
                Set.of("no-such-scope"),
                false);
        assertThat(rule.allowed(unknown, Recipient.machine(VOLUNTEERS, null))).isEmpty();
    }

    private void yes(PersonId grantor, Instant expires) {
        consents.decide(journey, scope(), grantor, child, true, expires);
    }

    private LifeEvent lifeEvent() {
        return lifeEvents.find("seriously-ill-child").orElseThrow();
    }

    private ConsentScope scope() {
        return lifeEvent().consents().get(SCOPE);
    }

    private Set<String> told(String key) {
        return rule.allowed(ground(journey, key), Recipient.machine(VOLUNTEERS, null));
    }

    private Ground ground(String journey, String key) {
        Service service = lifeEvent().service(key).orElseThrow();
        String scope = service.contract().consent();
        return new Ground(
                journey,
                lifeEvent(),
                "item",
                "Step",
                service.title(),
                VOLUNTEERS,
                null,
                null,
                service,
                Set.copyOf(service.contract().inputs()),
                scope == null ? Set.of() : Set.of(scope),
                false);
    }
}

package org.samspill.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.samspill.SamspillTest;
import org.samspill.actors.PersonId;
import org.samspill.catalogue.LifeEvents;
import org.samspill.catalogue.Origin;
import org.samspill.catalogue.Service;
import org.samspill.catalogue.Within;
import org.samspill.journeys.JourneyId;
import org.samspill.privacy.Consents;
import org.springframework.beans.factory.annotation.Autowired;

/** A service that rests on a consent is told nothing of a journey unless the consent holds, whatever the diagram has led to. */
@SamspillTest
class ConsentAtTheDoorTest {

    private static final String SCOPE = "peer-support";

    @Autowired
    private Needs needs;

    @Autowired
    private Consents consents;

    @Autowired
    private LifeEvents lifeEvents;

    @Autowired
    private Clock clock;

    private final String journey = UUID.randomUUID().toString();
    private final PersonId mother = PersonId.random();
    private final PersonId father = PersonId.random();

    @Test
    void nothingIsToldBeforeAnyoneIsAsked() {
        assertThat(told()).isFalse();
    }

    @Test
    void allWhoAreAskedMustAgree() {
        consents.decide(journey, SCOPE, mother, true, null);
        assertThat(told()).isTrue();

        consents.decide(journey, SCOPE, father, false, null);
        assertThat(told()).isFalse();
    }

    @Test
    void aConsentTakenBackEndsIt() {
        consents.decide(journey, SCOPE, mother, true, null);
        consents.withdraw(journey, SCOPE, mother);

        assertThat(told()).isFalse();
    }

    @Test
    void aConsentThatHasRunOutEndsIt() {
        consents.decide(journey, SCOPE, mother, true, clock.instant().minus(Duration.ofDays(1)));

        assertThat(told()).isFalse();
    }

    @Test
    void aServiceWithALegalBasisAloneAsksForNone() {
        assertThat(needs.mayBeTold(item(), service("nav.pleiepenger.decide"))).isTrue();
    }

    private boolean told() {
        Service service = service("patient-organisation.peer-support.match");
        assertThat(service.contract().consent()).isEqualTo(SCOPE);
        return needs.mayBeTold(item(), service);
    }

    private Service service(String key) {
        return lifeEvents
                .find("seriously-ill-child")
                .flatMap(lifeEvent -> lifeEvent.service(key))
                .orElseThrow();
    }

    private WorkItem item() {
        Instant now = clock.instant();
        Promise promise = new Promise(
                now.plusSeconds(60),
                Within.parse("P7D").orElseThrow(),
                Origin.CONTRACT,
                "",
                0,
                null,
                now,
                Duration.ZERO,
                false);
        return new WorkItem(
                "item",
                WorkItem.Kind.SERVICE,
                WorkItem.State.OPEN,
                new JourneyId(journey),
                "seriously-ill-child",
                "",
                "",
                "",
                "",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                now,
                promise,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}

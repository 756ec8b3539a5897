package org.samspill.webhooks;

import java.time.Clock;
import java.util.Optional;
import org.samspill.actors.OrganisationNumber;
import org.samspill.journeys.Guarding;
import org.samspill.journeys.JourneyId;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.stereotype.Component;

/**
 * Whether an event may leave, asked when it leaves: between the step and the delivery, work may have gone to another organisation or a consent may have
 * ended. That a consent has ended is told to those who held what rested on it, since they have to stop. Nothing is told of a journey with a protected
 * address in it: whoever receives for an organisation need not have the right to know of it.
 */
@Component
class Telling {

    private final WorkItems work;
    private final Guarding guarding;
    private final Clock clock;

    Telling(WorkItems work, Guarding guarding, Clock clock) {
        this.work = work;
        this.guarding = guarding;
        this.clock = clock;
    }

    boolean allowed(Outgoing event, OrganisationNumber organisation) {
        if (event.type() == OutgoingType.VALIDATION) {
            return true;
        }
        if (guarding.guarded(new JourneyId(event.journey()))) {
            return false;
        }
        return switch (event.type()) {
            case CONSENT_WITHDRAWN -> true;
            case JOURNEY_ENDED, CONSENT_GIVEN -> work.takesPart(new JourneyId(event.journey()), organisation);
            case WORK_ITEM_WITHDRAWN -> item(event).isPresent();
            default ->
                item(event)
                        .filter(item -> organisation.equals(item.organisation()))
                        .isPresent();
        };
    }

    /** The work, while its organisation may be told of it. */
    private Optional<WorkItem> item(Outgoing event) {
        return work.ofJourney(new JourneyId(event.journey())).stream()
                .filter(item -> item.id().equals(event.workItem()) && item.told(clock.instant()))
                .findFirst();
    }
}

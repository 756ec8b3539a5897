package org.samspill.webhooks;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.samspill.journeys.JourneyEvent.Kind;

/** The events that an organisation can be told of. Those of work go to the organisation that has it, the others to those that take part in the journey. */
enum OutgoingType {
    WORK_ITEM_OPENED("WorkItemOpened"),
    WORK_ITEM_COMPLETED("WorkItemCompleted"),
    WORK_ITEM_REFUSED("WorkItemRefused"),
    /** The work is no longer there to do: something else ended it, or it went to another organisation. */
    WORK_ITEM_WITHDRAWN("WorkItemWithdrawn"),
    PROMISE_NEAR("PromiseNear"),
    PROMISE_OVERDUE("PromiseOverdue"),
    PROMISE_ESCALATED("PromiseEscalated"),
    CONSENT_GIVEN("ConsentGiven"),
    /** Withdrawn, run out, or given by somebody who may no longer answer: what rested on it must stop. */
    CONSENT_WITHDRAWN("ConsentWithdrawn"),
    JOURNEY_ENDED("JourneyEnded"),
    /** Asks a new subscription's address whether it wants to be told (as Altinn Events does); it cannot be subscribed to. */
    VALIDATION("platform.events.validatesubscription");

    private static final Map<Kind, OutgoingType> OF_WORK = Map.of(
            Kind.REACHED, WORK_ITEM_OPENED,
            Kind.REROUTED, WORK_ITEM_OPENED,
            Kind.COMPLETED, WORK_ITEM_COMPLETED,
            Kind.REFUSED, WORK_ITEM_REFUSED,
            Kind.CANCELLED, WORK_ITEM_WITHDRAWN,
            Kind.REMINDED, PROMISE_NEAR,
            Kind.OVERDUE, PROMISE_OVERDUE,
            Kind.ESCALATED, PROMISE_ESCALATED);

    private static final Map<Kind, OutgoingType> OF_JOURNEY = Map.of(
            Kind.CONSENTED, CONSENT_GIVEN,
            Kind.CONSENT_WITHDRAWN, CONSENT_WITHDRAWN,
            Kind.ENDED, JOURNEY_ENDED);

    private final String wire;

    OutgoingType(String wire) {
        this.wire = wire;
    }

    /** The CloudEvent's type. */
    String wire() {
        return wire;
    }

    static Optional<OutgoingType> ofWork(Kind kind) {
        return Optional.ofNullable(OF_WORK.get(kind));
    }

    static Optional<OutgoingType> ofJourney(Kind kind) {
        return Optional.ofNullable(OF_JOURNEY.get(kind));
    }

    /** Of a type that can be subscribed to. */
    static Optional<OutgoingType> named(String wire) {
        return Arrays.stream(values())
                .filter(type -> type != VALIDATION && type.wire.equals(wire))
                .findFirst();
    }
}

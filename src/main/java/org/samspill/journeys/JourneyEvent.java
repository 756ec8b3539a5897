package org.samspill.journeys;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row of the journey log: what happened at one step. Ids, keys, times and outcomes only; a value that could be personal never stands here.
 *
 * @param process the process that holds the element; null for events of the journey as a whole
 * @param actor the actor in whose lane the work stood
 * @param organisation organisation number of who had the work
 * @param municipality of the subject at that time
 * @param outcome a key: how a step ended, which end a journey took, which answer a decision gave
 * @param reason a key of the contract's refusals
 * @param channel machine, person or engine
 * @param dueAt the promise of a step that began
 * @param detail further keys: matched decision rules, a message's name, a promise's origin
 */
public record JourneyEvent(
        long seq,
        Instant at,
        JourneyId journey,
        String lifeEvent,
        int version,
        Kind kind,
        @Nullable String process,
        @Nullable String element,
        @Nullable String actor,
        @Nullable String organisation,
        @Nullable String municipality,
        @Nullable String service,
        @Nullable String workItem,
        @Nullable String outcome,
        @Nullable String reason,
        @Nullable Channel channel,
        @Nullable Instant dueAt,
        @Nullable String detail) {

    /** What can happen. */
    public enum Kind {
        STARTED,
        /** The journey came to an element; those that take no time (gateways, events) have this row only. */
        REACHED,
        /** The step was done; for work, delivered. */
        COMPLETED,
        /** The organisation said no with a reason of the contract. */
        REFUSED,
        /** The step was left without being done, because something else happened. */
        CANCELLED,
        /** A decision table gave its answer. */
        DECIDED,
        /** A try failed technically; the work waits on. */
        FAILED,
        CLAIMED,
        /** Given back by a person, or offered anew by an operator after failures (detail: the tries it gets). */
        RELEASED,
        ASSIGNED,
        /** 80 % of the promise has passed. */
        REMINDED,
        /** The promise has passed. */
        OVERDUE,
        /** 150 % of the promise has passed; leader and coordinator are told. */
        ESCALATED,
        /** The work went to another organisation, as when a family moves. */
        REROUTED,
        /** A message reached the journey. */
        MESSAGE,
        CONSENTED,
        CONSENT_WITHDRAWN,
        /** Who acted for the subject may no longer (outcome: by what she did). */
        MANDATE_ENDED,
        /** A datum was needed: outcome reused (a holder gave it) or typed (a person did). */
        EVIDENCE,
        /** Its holder has put a datum right that somebody said was wrong (detail: its name). */
        CORRECTED,
        ENDED
    }

    /** Who did it. */
    public enum Channel {
        MACHINE,
        PERSON,
        ENGINE
    }
}

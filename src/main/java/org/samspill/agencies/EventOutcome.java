package org.samspill.agencies;

import java.util.List;
import org.samspill.journeys.JourneyId;

/** What came of an event. Only {@code Taken} has an effect. */
sealed interface EventOutcome {

    /**
     * It has been taken, now or before.
     *
     * @param journeys those that the sender may know of
     * @param started whether the event began them
     */
    record Taken(List<JourneyId> journeys, boolean started) implements EventOutcome {}

    /** No life event knows such an event. */
    record UnknownType() implements EventOutcome {}

    /** Life events know it, but not from this sender. */
    record NotFromYou() implements EventOutcome {}

    /** The journey that it names is not there, or has ended. */
    record NoJourney() implements EventOutcome {}

    /** It says neither which journey nor whom it is about. */
    record NobodyNamed(String field) implements EventOutcome {}

    /** A datum that the event may not bring, or a value that does not fit. */
    record Unfit(String field, String key, List<Object> arguments) implements EventOutcome {}
}

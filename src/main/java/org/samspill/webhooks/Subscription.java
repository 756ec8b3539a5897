package org.samspill.webhooks;

import java.net.URI;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.OrganisationNumber;

/**
 * An organisation's wish to be told of some events at an address of its own.
 *
 * @param failures how many deliveries in a row have failed
 * @param restsUntil until when the address is left in peace after a failure
 * @param deliveredAt when it last took an event
 */
record Subscription(
        String id,
        OrganisationNumber organisation,
        URI address,
        Set<OutgoingType> types,
        State state,
        Instant createdAt,
        int failures,
        @Nullable Instant restsUntil,
        @Nullable Instant deliveredAt) {

    enum State {
        /** Its address has not yet answered the validation event. */
        WAITING,
        ACTIVE,
        /** Its address never answered the validation event; it is told nothing. */
        REFUSED
    }

    Subscription {
        types = Set.copyOf(types);
    }

    String typesInOneLine() {
        return types.stream().map(OutgoingType::wire).sorted().collect(Collectors.joining(" "));
    }
}

package org.samspill.webhooks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to one subscription: a row of the outbox.
 *
 * @param seq orders what one journey tells one subscription
 * @param id the CloudEvent's id, the same at every try
 * @param journey the journey's id; of a validation event the subscription's
 * @param promised until when the work is promised
 * @param at when it happened
 * @param attempts how many tries there have been, the one that is under way among them
 */
record Outgoing(
        long seq,
        String id,
        String subscription,
        OutgoingType type,
        String journey,
        @Nullable String workItem,
        @Nullable String process,
        @Nullable String element,
        @Nullable String service,
        @Nullable String consent,
        @Nullable Instant promised,
        Instant at,
        int attempts) {}

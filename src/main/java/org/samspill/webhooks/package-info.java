/**
 * Events out: organisations' machines are told, at an address of theirs, what happens to their work and in journeys that they take part in. Each event is a
 * row of the outbox, written in the transaction of the step it tells of ({@code Outbox}), and delivered at least once, signed, and in order for each journey
 * ({@code Relay}). An event carries ids, keys and times and a link to read the rest with the reader's own rights, never data of the journey. Owns the
 * webhooks_* tables. Start reading in {@code Outbox}, then {@code Relay}. May use journeys, work, actors and web; only operations uses it.
 */
@NullMarked
package org.samspill.webhooks;

import org.jspecify.annotations.NullMarked;

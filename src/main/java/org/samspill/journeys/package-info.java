/**
 * Journeys: starting, following and ending one person's or organisation's run through a life event; its data, and the journey log that every step writes
 * in its own transaction. Start reading in {@code Journeys}; what the engine tells us arrives in {@code JourneyListener}.
 */
@NullMarked
package org.samspill.journeys;

import org.jspecify.annotations.NullMarked;

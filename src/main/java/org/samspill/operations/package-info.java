/**
 * The operator's page: what has come to a halt and why, how the agencies are doing, which events did not reach them, which queues wait, which nodes run,
 * which versions of life events are in use, what goes and when, and what is held back; the same as metrics and probes. Shows steps, times and numbers, and no
 * data of any journey. Start reading in {@code OperationsController}; {@code Incidents} gathers what waits, {@code Readings} what is measured,
 * {@code RetentionPage} what goes. May use agencies, webhooks, missions, work, journeys, privacy, catalogue, actors and web.
 */
@NullMarked
package org.samspill.operations;

import org.jspecify.annotations.NullMarked;

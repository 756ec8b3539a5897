/**
 * The operator's page: what has come to a halt and why, how the agencies are doing, and which versions of life events are in use. Shows steps, times and
 * numbers, and no data of any journey. Start reading in {@code OperationsController}; {@code Incidents} gathers what waits. May use agencies, work,
 * journeys, catalogue, actors and web.
 */
@NullMarked
package org.samspill.operations;

import org.jspecify.annotations.NullMarked;

/**
 * Missions: the goals, their objectives and indicators, and what the journey log says of them. Start reading in {@code Missions} for what is shown, and in
 * {@code Summaries} for how sums are kept in step with the log; {@code Counting} says what one journey counts for. An objective's promise shortens the promise of the steps it names, and so orders every task list. May use journeys,
 * work, catalogue, actors and web.
 */
@NullMarked
package org.samspill.missions;

import org.jspecify.annotations.NullMarked;

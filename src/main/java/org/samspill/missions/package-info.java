/**
 * Missions: the goals, their objectives and indicators, and what the journey log says of them. Start reading in {@code Missions}; {@code Formulas} turns
 * rows of the log into numbers. An objective's promise shortens the promise of the steps it names, and so orders every task list. May use journeys,
 * work, catalogue, actors and web.
 */
@NullMarked
package org.samspill.missions;

import org.jspecify.annotations.NullMarked;

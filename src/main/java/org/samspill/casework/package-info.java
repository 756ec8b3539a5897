/**
 * The pages of people in organisations: the task list, one work item, one journey; with notes, drafts, saved views and live updates. Start reading in
 * {@code ListController}, {@code ItemController} and {@code JourneyController}. Uses work, journeys, catalogue, privacy, actors and web; nothing uses it.
 */
@NullMarked
package org.samspill.casework;

import org.jspecify.annotations.NullMarked;

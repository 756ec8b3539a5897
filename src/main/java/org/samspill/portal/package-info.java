/**
 * The citizens' pages: what she has to do, what happens now and who has the ball, starting a life event, her consents, and who has seen what. Start
 * reading in {@code MyPagesController}. Uses work, journeys, catalogue, privacy, actors and web; nothing uses it.
 */
@NullMarked
package org.samspill.portal;

import org.jspecify.annotations.NullMarked;

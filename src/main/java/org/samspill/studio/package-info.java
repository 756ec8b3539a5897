/**
 * The studio: the library of life events as those who model them read it. Diagrams beside their steps in words, services with their contracts, rates and
 * what the model checks say. Start reading in {@code StudioController}; {@code StudioWords} makes the views. May use catalogue, actors and web.
 */
@NullMarked
package org.samspill.studio;

import org.jspecify.annotations.NullMarked;

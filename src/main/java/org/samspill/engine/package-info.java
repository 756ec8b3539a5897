/**
 * Camunda set-up alone: what the engine may do, what expressions in models can reach, and the clock. Start reading in {@code EngineSettings}.
 * Its public faces are {@code DataScope}, how a step reads the journey's data, and {@code Turn}, what nodes that start at once do one after the other.
 */
@NullMarked
package org.samspill.engine;

import org.jspecify.annotations.NullMarked;

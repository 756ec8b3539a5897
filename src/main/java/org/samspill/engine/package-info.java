/**
 * Camunda set-up alone: what the engine may do, what expressions in models can reach, and the clock. Start reading in {@code EngineSettings}.
 * Its one public face is {@code DataScope}: how a step reads the journey's data.
 */
@NullMarked
package org.samspill.engine;

import org.jspecify.annotations.NullMarked;

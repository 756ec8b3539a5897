/**
 * Camunda set-up alone: what the engine may do, what expressions in models can reach, and the clock. Start reading in {@code EngineSettings}.
 * {@code ModelWall}, {@code StepBudget}, {@code SlowCycles}, {@code FeelWall} and {@code NoCode} are the second wall around models (docs/security/engine.md).
 * {@code Unasked} is what it need not ask the database, {@code ListTypes} how lists are read, {@code Durations} when timers are due, {@code Reconnecting} how the pool finds a
 * database that was away, {@code Replica} where numbers are read. Its public faces are {@code DataScope}, how a step reads the journey's data,
 * {@code LateData}, how data come to a process past its steps, {@code StoredValue}, a datum as it stands in its row, {@code FeelLimits}, what FEEL may do, {@code BeforeCommit}, what is gathered in a transaction and written at
 * its end, {@code Turn}, what nodes that start at once do one after the other, and {@code ClockSkew}, how far this machine's clock is off.
 */
@NullMarked
package org.samspill.engine;

import org.jspecify.annotations.NullMarked;

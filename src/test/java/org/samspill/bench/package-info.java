/**
 * The frame of the benchmarks, which {@code mvn -Pbench verify} runs: classes whose names end in Bench, beside the code that they measure. A benchmark measures
 * what it compares in the same run, turn by turn, and asserts ratios alone, for no two machines are equally fast. See docs/performance.md.
 */
@NullMarked
package org.samspill.bench;

import org.jspecify.annotations.NullMarked;

/** Scenario files as tests: each runs on the real engine, and what all of them together passed is counted. */
@NullMarked
package org.samspill.scenarios;

import org.jspecify.annotations.NullMarked;

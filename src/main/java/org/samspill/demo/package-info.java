/**
 * The demo world: organisations, people and their sign-ins, so that the first minute shows something. Nothing of it exists with
 * {@code samspill.demo=false}. Start reading in {@code DemoWorld} and in demo/world.yaml.
 */
@NullMarked
package org.samspill.demo;

import org.jspecify.annotations.NullMarked;

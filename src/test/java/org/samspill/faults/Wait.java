package org.samspill.faults;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for what another process does. */
final class Wait {

    private static final long LOOK = 50_000_000;

    private Wait() {}

    /** @return how long it took; an {@link AssertionError} when it did not come true in time */
    static Duration until(Duration atMost, String what, BooleanSupplier done) {
        long began = System.nanoTime();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - began > atMost.toNanos()) {
                throw new AssertionError("After " + atMost.toSeconds() + " s it was still not so: " + what);
            }
            LockSupport.parkNanos(LOOK);
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** Lets time pass while others are at work. */
    static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}

package org.samspill.work;

import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is looked up anew whenever somebody asks, as long as looking is quick. One that took long is given again until fifty times as long has
 * passed, so that however much there is to count, and however many ask, no more than a fiftieth of one connection counts.
 */
final class Seldom<T> {

    /** Half a second, in nanoseconds: so long a look does nobody any harm. */
    private static final long QUICK = 500_000_000;

    private static final int PAUSE = 50;

    private final Supplier<T> look;
    private final LongSupplier nanos;
    private @Nullable T newest;
    private long notBefore;

    Seldom(Supplier<T> look) {
        this(look, System::nanoTime);
    }

    /** @param nanos a clock of nanoseconds that only goes forward */
    Seldom(Supplier<T> look, LongSupplier nanos) {
        this.look = look;
        this.nanos = nanos;
    }

    /** Who asks while another looks waits for that look's answer. */
    synchronized T get() {
        long start = nanos.getAsLong();
        T known = newest;
        if (known != null && start - notBefore < 0) {
            return known;
        }
        T found = look.get();
        long end = nanos.getAsLong();
        boolean quick = end - start <= QUICK;
        newest = quick ? null : found;
        notBefore = end + PAUSE * (end - start);
        return found;
    }
}

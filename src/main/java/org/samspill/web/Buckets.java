package org.samspill.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.samspill.web.Limits.Rate;

/** A bucket of requests for each caller, filled again at its rate; who is heard of least is forgotten first. */
final class Buckets {

    private static final int REMEMBERED = 10_000;

    private final TimeMeter clock;
    private final Cache<String, Counted> known = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .executor(Runnable::run)
            .build();

    /** With a clock that only goes forward, whatever the engine's does. */
    Buckets() {
        this(TimeMeter.SYSTEM_NANOTIME);
    }

    Buckets(TimeMeter clock) {
        this.clock = clock;
    }

    /**
     * What a request may do.
     *
     * @param seconds how long to wait; 0 when it may go on
     * @param first whether the request before this one might still go on
     */
    record Answer(long seconds, boolean first) {}

    Answer take(String caller, Rate rate) {
        Counted bucket = known.get(caller, unknown -> new Counted(bucket(rate)));
        ConsumptionProbe probe = bucket.bucket.tryConsumeAndReturnRemaining(1);
        boolean first = !probe.isConsumed() && !bucket.dry;
        bucket.dry = !probe.isConsumed();
        long seconds = probe.isConsumed()
                ? 0
                : Math.max(1, TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill() + 999_999_999));
        return new Answer(seconds, first);
    }

    private Bucket bucket(Rate rate) {
        return Bucket.builder()
                .withCustomTimePrecision(clock)
                .addLimit(limit -> limit.capacity(rate.burst()).refillGreedy(rate.perSecond(), Duration.ofSeconds(1)))
                .build();
    }

    private static final class Counted {

        private final Bucket bucket;
        private volatile boolean dry;

        Counted(Bucket bucket) {
            this.bucket = bucket;
        }
    }
}

package org.samspill.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing: after some failures each further attempt has to wait some seconds, twice as long as the one before, a minute at most.
 * Nobody is locked out for good. Counts by name and address together and, more patiently, by address alone.
 */
@Component
class SignInPace {

    private static final int FREE_BY_NAME = 5;
    private static final int FREE_BY_ADDRESS = 50;
    private static final long SHORTEST = 8;
    private static final long LONGEST = 60;
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);
    private static final int REMEMBERED = 10_000;

    private final Ticker clock;
    private final Cache<String, Failures> failures;

    @Autowired
    SignInPace() {
        this(Ticker.systemTicker());
    }

    /** With a clock that only goes forward, so that the engine's moved clock neither opens nor shuts the door. */
    SignInPace(Ticker clock) {
        this.clock = clock;
        this.failures = Caffeine.newBuilder()
                .ticker(clock)
                .expireAfterWrite(FORGOTTEN_AFTER)
                .maximumSize(REMEMBERED)
                .executor(Runnable::run)
                .build();
    }

    /** Seconds until the next attempt may be made; 0 for now. */
    long secondsToWait(String username, String address) {
        return Math.max(wait(byName(username, address), FREE_BY_NAME), wait(address, FREE_BY_ADDRESS));
    }

    void failed(String username, String address) {
        count(byName(username, address));
        count(address);
    }

    void succeeded(String username, String address) {
        failures.invalidate(byName(username, address));
    }

    private long wait(String key, int free) {
        Failures known = failures.getIfPresent(key);
        if (known == null || known.count < free) {
            return 0;
        }
        long pause = Math.min(LONGEST, SHORTEST << Math.min(known.count - free, 3));
        return Math.max(0, known.last + pause - seconds());
    }

    private void count(String key) {
        long now = seconds();
        failures.asMap().merge(key, new Failures(1, now), (known, one) -> new Failures(known.count + 1, now));
    }

    private long seconds() {
        return TimeUnit.NANOSECONDS.toSeconds(clock.read());
    }

    private static String byName(String username, String address) {
        return address + " " + username;
    }

    private record Failures(int count, long last) {}
}

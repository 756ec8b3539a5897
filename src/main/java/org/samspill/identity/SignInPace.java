package org.samspill.identity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
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
    private static final long FORGOTTEN_AFTER = TimeUnit.MINUTES.toSeconds(15);
    private static final int REMEMBERED = 10_000;

    private final LongSupplier seconds;
    private final Map<String, Failures> failures = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > REMEMBERED;
        }
    };

    @Autowired
    SignInPace() {
        this(() -> TimeUnit.NANOSECONDS.toSeconds(System.nanoTime()));
    }

    /** With a clock that only goes forward, so that the engine's moved clock neither opens nor shuts the door. */
    SignInPace(LongSupplier seconds) {
        this.seconds = seconds;
    }

    /** Seconds until the next attempt may be made; 0 for now. */
    synchronized long secondsToWait(String username, String address) {
        return Math.max(wait(byName(username, address), FREE_BY_NAME), wait(address, FREE_BY_ADDRESS));
    }

    synchronized void failed(String username, String address) {
        count(byName(username, address));
        count(address);
    }

    synchronized void succeeded(String username, String address) {
        failures.remove(byName(username, address));
    }

    private long wait(String key, int free) {
        Failures known = failures.get(key);
        if (known == null || known.count < free) {
            return 0;
        }
        long pause = Math.min(LONGEST, SHORTEST << Math.min(known.count - free, 3));
        return Math.max(0, known.last + pause - seconds.getAsLong());
    }

    private void count(String key) {
        long now = seconds.getAsLong();
        Failures known = failures.remove(key);
        int before = known == null || now - known.last > FORGOTTEN_AFTER ? 0 : known.count;
        failures.put(key, new Failures(before + 1, now));
    }

    private static String byName(String username, String address) {
        return address + " " + username;
    }

    private record Failures(int count, long last) {}
}

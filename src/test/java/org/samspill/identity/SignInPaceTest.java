package org.samspill.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SignInPaceTest {

    private final AtomicLong seconds = new AtomicLong(1000);
    private final SignInPace pace = new SignInPace(() -> TimeUnit.SECONDS.toNanos(seconds.get()));

    @Test
    void waitingDoublesUpToAMinute() {
        fail("kari", 5);
        assertThat(pace.secondsToWait("kari", "a")).isEqualTo(8);
        fail("kari", 1);
        assertThat(pace.secondsToWait("kari", "a")).isEqualTo(16);
        fail("kari", 30);
        assertThat(pace.secondsToWait("kari", "a")).isEqualTo(60);
        seconds.addAndGet(60);
        assertThat(pace.secondsToWait("kari", "a")).isZero();
    }

    @Test
    void othersAreLetInMeanwhile() {
        fail("kari", 20);
        assertThat(pace.secondsToWait("per", "a")).isZero();
        assertThat(pace.secondsToWait("kari", "b")).isZero();
    }

    @Test
    void manyNamesFromOneAddressAreSlowedDownToo() {
        for (int guess = 0; guess < 50; guess++) {
            pace.failed("name" + guess, "a");
        }
        assertThat(pace.secondsToWait("per", "a")).isPositive();
        assertThat(pace.secondsToWait("per", "b")).isZero();
    }

    @Test
    void successAndTimeForget() {
        fail("kari", 10);
        pace.succeeded("kari", "a");
        assertThat(pace.secondsToWait("kari", "a")).isZero();
        fail("per", 10);
        seconds.addAndGet(16 * 60);
        fail("per", 1);
        assertThat(pace.secondsToWait("per", "a")).isZero();
    }

    private void fail(String username, int times) {
        for (int time = 0; time < times; time++) {
            pace.failed(username, "a");
        }
    }
}

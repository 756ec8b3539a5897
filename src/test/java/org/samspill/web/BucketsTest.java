package org.samspill.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.samspill.web.Limits.Rate;

class BucketsTest {

    private static final Rate RATE = new Rate(2, 10);

    private final AtomicLong nanos = new AtomicLong(1_000_000_000L);
    private final Buckets buckets = new Buckets(new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return nanos.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    });

    @Test
    void afterTheBurstTheRateHolds() {
        assertThat(admitted("a", 50)).isEqualTo(10);
        pass(Duration.ofSeconds(3));
        assertThat(admitted("a", 50)).isEqualTo(6);
        pass(Duration.ofHours(1));
        assertThat(admitted("a", 50)).isEqualTo(10);
    }

    @Test
    void whoWaitsAsLongAsToldMayGoOn() {
        admitted("a", 10);
        long seconds = buckets.take("a", RATE).seconds();
        assertThat(seconds).isEqualTo(1);
        pass(Duration.ofSeconds(seconds));
        assertThat(buckets.take("a", RATE).seconds()).isZero();
    }

    @Test
    void othersAreNotCounted() {
        admitted("a", 1_000);
        assertThat(admitted("b", 10)).isEqualTo(10);
    }

    @Test
    void aFloodIsToldOnce() {
        admitted("a", 10);
        assertThat(buckets.take("a", RATE).first()).isTrue();
        assertThat(buckets.take("a", RATE).first()).isFalse();
        pass(Duration.ofSeconds(1));
        assertThat(admitted("a", 2)).isEqualTo(2);
        assertThat(buckets.take("a", RATE).first()).isTrue();
    }

    @Test
    void aFloodFromEverChangingAddressesFillsNoBucketAgain() {
        flood("before", 12_000);
        admitted("a", 50);
        flood("after", 20_000);
        assertThat(admitted("a", 50)).isZero();
    }

    private void flood(String name, int callers) {
        for (int i = 0; i < callers; i++) {
            buckets.take(name + i, RATE);
        }
    }

    private int admitted(String caller, int requests) {
        int admitted = 0;
        for (int i = 0; i < requests; i++) {
            admitted += buckets.take(caller, RATE).seconds() == 0 ? 1 : 0;
        }
        return admitted;
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}

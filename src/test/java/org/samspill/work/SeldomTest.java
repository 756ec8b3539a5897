package org.samspill.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SeldomTest {

    private long now;
    private long takes;
    private int looks;

    private final Seldom<Integer> seldom = new Seldom<>(
            () -> {
                now += takes;
                return ++looks;
            },
            () -> now);

    @Test
    void aQuickLookIsMadeAnewEachTime() {
        takes = Duration.ofMillis(500).toNanos();
        assertThat(seldom.get()).isEqualTo(1);
        assertThat(seldom.get()).isEqualTo(2);
    }

    @Test
    void aLongLookIsNotRepeatedBeforeFiftyTimesAsLong() {
        takes = Duration.ofSeconds(2).toNanos();
        assertThat(seldom.get()).isEqualTo(1);
        now += Duration.ofSeconds(99).toNanos();
        assertThat(seldom.get()).isEqualTo(1);
        now += Duration.ofSeconds(1).toNanos();
        assertThat(seldom.get()).isEqualTo(2);
    }
}

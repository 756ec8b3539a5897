package org.samspill.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.samspill.Http;

/** Whoever opens pages while an attack goes on. */
final class Bystanders {

    private final Http other;
    private final String page;
    private long calm = -1;
    private long longestWait;

    Bystanders(Http other, String page) {
        this.other = other;
        this.page = page;
    }

    /** Opens the page again and again until the attack is over; nobody waits two seconds longer for it than before. */
    void whileOthersWork(Runnable attack) {
        AtomicBoolean over = new AtomicBoolean();
        if (calm < 0) {
            // The very first page of a program takes its time.
            waited();
            calm = Math.max(waited(), waited());
        }
        List<Long> waits = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<Void> others = CompletableFuture.runAsync(() -> {
            do {
                waits.add(waited());
            } while (!over.get());
        });
        try {
            attack.run();
        } finally {
            over.set(true);
            others.join();
        }
        assertThat(waits).isNotEmpty().allMatch(wait -> wait < calm + 2_000);
        longestWait = Math.max(longestWait, Collections.max(waits));
    }

    /** In milliseconds, of all attacks so far. */
    long longestWait() {
        return longestWait;
    }

    private long waited() {
        long from = System.nanoTime();
        assertThat(other.get(page).status()).isEqualTo(200);
        return (System.nanoTime() - from) / 1_000_000;
    }
}

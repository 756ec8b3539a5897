package org.samspill.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Cases that this program carries out itself. */
record InThisProgram(String name, Case one, ProcessorTime time) implements Kind {

    private static final int CLIENTS = 4;

    /** What the threads are called that carry the cases out. */
    static final String CLIENT = "bench-client";

    @Override
    public Round round(int cases) {
        Duration before = time.spent();
        long start = System.nanoTime();
        long[] nanos = run(one, cases);
        Duration wall = Duration.ofNanos(System.nanoTime() - start);
        return new Round(wall, time.spent().minus(before), nanos);
    }

    /** How long each case took, in nanoseconds. */
    static long[] run(Case one, int cases) {
        long[] nanos = new long[cases];
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS, work -> new Thread(work, CLIENT));
        try {
            var next = new AtomicInteger();
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                all.add(CompletableFuture.runAsync(
                        () -> {
                            for (int at = next.getAndIncrement(); at < cases; at = next.getAndIncrement()) {
                                long start = System.nanoTime();
                                one.run();
                                nanos[at] = System.nanoTime() - start;
                            }
                        },
                        clients));
            }
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get();
            return nanos;
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException(failure);
        } finally {
            clients.shutdown();
        }
    }
}

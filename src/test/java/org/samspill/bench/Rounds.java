package org.samspill.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Two of a kind run in turn, equally warm, so that what disturbs the machine disturbs both; only the ratios count. */
public final class Rounds {

    private static final int CLIENTS = 4;

    private final ProcessorTime time;

    public Rounds(ProcessorTime time) {
        this.time = time;
    }

    private record Round(double perSecond, double perProcessorSecond) {}

    /** How many times as many cases the one took a second, and a second of processor time, as the other; by round. */
    public record Ratios(List<Double> wall, List<Double> processor) {

        @Override
        public String toString() {
            return "a second " + spread(wall) + ", a processor second " + spread(processor);
        }

        private static String spread(List<Double> ratios) {
            List<Double> sorted = ratios.stream().sorted().toList();
            return "%.2f (%.2f-%.2f)"
                    .formatted(sorted.get(sorted.size() / 2), sorted.get(0), sorted.get(sorted.size() - 1));
        }
    }

    /** Warms both up and lets them run in turn; who goes first changes. */
    public Ratios of(Case one, Case other, int warm, int rounds, int cases) {
        run(one, warm);
        run(other, warm);
        List<Double> wall = new ArrayList<>();
        List<Double> processor = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            Round first = round(round % 2 == 0 ? one : other, cases);
            Round second = round(round % 2 == 0 ? other : one, cases);
            Round ours = round % 2 == 0 ? first : second;
            Round theirs = round % 2 == 0 ? second : first;
            wall.add(ours.perSecond() / theirs.perSecond());
            processor.add(ours.perProcessorSecond() / theirs.perProcessorSecond());
            System.out.printf(
                    "## round %d: %.1f to %.1f cases a second, %.1f to %.1f a processor second%n",
                    round,
                    ours.perSecond(),
                    theirs.perSecond(),
                    ours.perProcessorSecond(),
                    theirs.perProcessorSecond());
        }
        return new Ratios(wall, processor);
    }

    private Round round(Case one, int cases) {
        Duration before = time.spent();
        long start = System.nanoTime();
        run(one, cases);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Round(cases / seconds, cases / (time.spent().minus(before).toNanos() / 1e9));
    }

    private static void run(Case one, int cases) {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            var left = new AtomicInteger(cases);
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                all.add(CompletableFuture.runAsync(
                        () -> {
                            while (left.getAndDecrement() > 0) {
                                one.run();
                            }
                        },
                        clients));
            }
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get();
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException(failure);
        } finally {
            clients.shutdown();
        }
    }
}

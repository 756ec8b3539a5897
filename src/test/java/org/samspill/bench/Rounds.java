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

    /** What the threads are called that carry the cases out. */
    static final String CLIENT = "bench-client";

    private final ProcessorTime time;

    public Rounds(ProcessorTime time) {
        this.time = time;
    }

    /** A kind of case, by the name that the report has for it. */
    public record Kind(String name, Case one) {}

    private record Round(double perSecond, double perProcessorSecond, long[] nanos) {}

    /**
     * Two kinds beside each other.
     *
     * @param one how long its cases took, and {@code other} those of the other
     * @param wall how many times as many cases the one took a second; {@code processor} a second of processor time
     */
    public record Beside(Measured one, Measured other, Measured.Ratio wall, Measured.Ratio processor) {

        /** Puts the cases and both ratios into a report. */
        public void into(Report report, String size) {
            report.add(size, one, other);
            report.add(size, other, other);
            report.add(one.what() + ": cases a second beside " + other.what(), wall);
            report.add(one.what() + ": cases a processor second beside " + other.what(), processor);
        }
    }

    /** Warms both up and lets them run in turn; who goes first changes. */
    public Beside of(Kind one, Kind other, int warm, int rounds, int cases) {
        run(one.one(), warm);
        run(other.one(), warm);
        List<Double> wall = new ArrayList<>();
        List<Double> processor = new ArrayList<>();
        List<long[]> ourCases = new ArrayList<>();
        List<long[]> theirCases = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            Round first = round(round % 2 == 0 ? one.one() : other.one(), cases);
            Round second = round(round % 2 == 0 ? other.one() : one.one(), cases);
            Round ours = round % 2 == 0 ? first : second;
            Round theirs = round % 2 == 0 ? second : first;
            wall.add(ours.perSecond() / theirs.perSecond());
            processor.add(ours.perProcessorSecond() / theirs.perProcessorSecond());
            ourCases.add(ours.nanos());
            theirCases.add(theirs.nanos());
            System.out.printf(
                    "## round %d: %.1f to %.1f cases a second, %.1f to %.1f a processor second%n",
                    round,
                    ours.perSecond(),
                    theirs.perSecond(),
                    ours.perProcessorSecond(),
                    theirs.perProcessorSecond());
        }
        return new Beside(
                new Measured(one.name(), ourCases),
                new Measured(other.name(), theirCases),
                Measured.Ratio.of(wall),
                Measured.Ratio.of(processor));
    }

    private Round round(Case one, int cases) {
        Duration before = time.spent();
        long start = System.nanoTime();
        long[] nanos = run(one, cases);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Round(cases / seconds, cases / (time.spent().minus(before).toNanos() / 1e9), nanos);
    }

    /** Runs cases by four clients at once; how long each of them took, in nanoseconds. */
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

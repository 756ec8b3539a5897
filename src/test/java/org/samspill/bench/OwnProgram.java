package org.samspill.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Cases that a program of their own carries out, with a PostgreSQL of its own: what the compiler learns of one engine is not used for another, and whose work
 * the server does is plain. Orders go to it as lines, {@code run 200} or {@code checks 200}, and answers come back as lines; it ends when there are no more orders.
 */
final class OwnProgram implements Kind, AutoCloseable {

    /** Which engine a program carries, or none. */
    enum Engine {
        SAMSPILL("Samspill"),
        BARE_CAMUNDA("bare Camunda"),
        PLAIN("plain statements");

        private final String title;

        Engine(String title) {
            this.title = title;
        }
    }

    private static final String READY = "ready";
    private static final String RUN = "run ";
    private static final String CHECKS = "checks ";

    private final Engine engine;
    private final ChildProgram program;

    /** Starts it, and waits until it can take orders. */
    OwnProgram(Engine engine) throws IOException {
        this.engine = engine;
        program = new ChildProgram(engine.name().toLowerCase(Locale.ROOT), OwnProgram.class, engine.name());
    }

    @Override
    public String name() {
        return engine.title;
    }

    /** The processor time is all since the round before, so what it does while the other has its turn is not forgotten. */
    @Override
    public Round round(int cases) {
        long[] nanos = Arrays.stream(program.ask(RUN + cases).split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
        return new Round(
                Duration.ofNanos(nanos[0]), Duration.ofNanos(nanos[1]), Arrays.copyOfRange(nanos, 2, nanos.length));
    }

    /** The share of some cases that goes to questions of access, 0 to 1. */
    double accessChecks(int cases) {
        return Double.parseDouble(program.ask(CHECKS + cases));
    }

    @Override
    public void close() throws InterruptedException {
        program.close();
    }

    /** The program itself. */
    public static void main(String[] engine) throws Exception {
        PrintStream answers = ChildProgram.answers();
        try (BenchServer server = new BenchServer()) {
            String database = server.database("cases");
            switch (Engine.valueOf(engine[0])) {
                case SAMSPILL -> {
                    try (ConfigurableApplicationContext program =
                            BenchServer.samspill(database, BenchServer.EVERYTHING_ON)) {
                        obey(new ThreeBranches(program, false), server.time(), answers);
                    }
                }
                case BARE_CAMUNDA -> {
                    try (BareCamunda camunda = new BareCamunda(database, false)) {
                        obey(camunda, server.time(), answers);
                    }
                }
                case PLAIN -> {
                    try (PlainSteps plain = new PlainSteps(database)) {
                        obey(plain, server.time(), answers);
                    }
                }
            }
        }
    }

    private static void obey(Case one, ProcessorTime time, PrintStream answers) throws IOException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in));
        answers.println(READY);
        Duration before = time.spent();
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            if (order.startsWith(CHECKS)) {
                answers.println(AccessChecks.share(one, Integer.parseInt(order.substring(CHECKS.length()))));
                continue;
            }
            long start = System.nanoTime();
            long[] nanos = InThisProgram.run(one, Integer.parseInt(order.substring(RUN.length())));
            long wall = System.nanoTime() - start;
            Duration spent = time.spent();
            answers.println(
                    LongStream.concat(LongStream.of(wall, spent.minus(before).toNanos()), Arrays.stream(nanos))
                            .mapToObj(Long::toString)
                            .collect(Collectors.joining(" ")));
            before = spent;
        }
    }
}

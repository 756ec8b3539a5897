package org.samspill.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of its own with this one's classes. Orders go to it as lines, and answers come back as lines; it ends when there are no more orders. */
final class ChildProgram implements AutoCloseable {

    /** The same for all; a heap that never grows does not decide how often it is cleaned. */
    private static final List<String> MACHINE = List.of("-Xms1g", "-Xmx1g", "-Duser.timezone=UTC");

    private final Path log;
    private final Process process;
    private final PrintStream orders;
    private final BufferedReader answers;
    private final String greeting;

    /**
     * Starts it, and waits for its greeting: the line by which it says that it can take orders.
     *
     * @param name of its log under {@code target/bench}
     */
    ChildProgram(String name, Class<?> main, String... arguments) throws IOException {
        log = Path.of("target", "bench", name + ".log");
        Files.createDirectories(log.getParent());
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(MACHINE);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(Arrays.asList(arguments));
        process = new ProcessBuilder(command).redirectError(log.toFile()).start();
        orders = new PrintStream(process.getOutputStream(), true);
        answers = process.inputReader();
        greeting = answer();
    }

    /** In the program itself: where its answers go. What libraries print must not come between them. */
    static PrintStream answers() {
        PrintStream answers = System.out;
        System.setOut(System.err);
        return answers;
    }

    String greeting() {
        return greeting;
    }

    String ask(String order) {
        orders.println(order);
        return answer();
    }

    /** Its processor time since it began. */
    Duration spent() {
        return ProcessorTime.ofProcess(process.pid());
    }

    private String answer() {
        try {
            String line = answers.readLine();
            if (line == null) {
                throw new IllegalStateException("The program has ended; see " + log);
            }
            return line;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() throws InterruptedException {
        orders.close();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroy();
            process.waitFor();
        }
    }
}

package org.samspill.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.samspill.bench.ProcessorTime;

/** One node: the packaged program in a process of its own. Its log stands in {@code target/faults/<name>.log}. */
final class Node {

    /** Generous: on a loaded machine a cold start takes most of a minute. */
    static final Duration START = Duration.ofMinutes(4);

    private final String name;
    private final int port;
    private final List<String> settings;
    private Path log;
    private Map<String, String> environment = Map.of();
    private Path archive;
    private Process process;

    /** @param port of pages and interfaces; probes answer at the next */
    Node(String name, int port, Path archive, Path folder, List<String> settings) {
        this.name = name;
        this.port = port;
        this.archive = archive;
        this.log = folder.resolve(name + ".log");
        this.settings = List.copyOf(settings);
        try {
            Files.deleteIfExists(log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    /** From its next start on it is this archive that runs. */
    void becomes(Path other) {
        archive = other;
    }

    /** From its next start on; an empty map for nothing of its own. */
    void environment(Map<String, String> variables) {
        environment = variables;
    }

    /** From its next start on it writes what it says there. */
    void logsTo(Path file) {
        log = file;
    }

    Path logFile() {
        return log;
    }

    /** Starts without waiting. */
    Node start(String... more) {
        process = launched(List.of(), more);
        return this;
    }

    /** Runs one of the program's commands instead, with the same settings, and gives its exit code. */
    int run(String what, String... more) {
        try {
            return launched(List.of(what), more).waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private Process launched(List<String> first, String... more) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-Duser.timezone=UTC",
                "-jar",
                archive.toString()));
        command.addAll(first);
        command.addAll(
                List.of("--server.port=" + port, "--management.server.port=" + (port + 1), "--samspill.node=" + name));
        command.addAll(settings);
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    boolean alive() {
        return process != null && process.isAlive();
    }

    /** kill -9. */
    void killed() {
        process.destroyForcibly();
        exited();
    }

    /** SIGTERM, and what the program makes of it; the time it took. */
    Duration stopped() {
        long began = System.nanoTime();
        process.destroy();
        exited();
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private void exited() {
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(name + " did not stop");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Its readiness as a status: 200, 503, or 0 when nobody answers. */
    int readiness() {
        return health("readiness");
    }

    int liveness() {
        return health("liveness");
    }

    private int health(String group) {
        return Caller.probe(port + 1, "/actuator/health/" + group);
    }

    /** Waits until it can serve. */
    Node ready() {
        Wait.until(START, name + " is ready", () -> {
            if (!alive()) {
                throw new AssertionError(name + " stopped by itself; see " + log);
            }
            return readiness() == 200;
        });
        return this;
    }

    /** What lives on its heap after a full collection, in bytes. */
    double heap() {
        jcmd("GC.run");
        return metric("jvm_memory_used_bytes{area=\"heap\"");
    }

    /** Since it began. */
    Duration processorTime() {
        return ProcessorTime.ofProcess(pid());
    }

    /** How many of its threads have a name that begins so. */
    int threads(String name) {
        return (int) jcmd("Thread.print")
                .lines()
                .filter(each -> each.startsWith('"' + name))
                .count();
    }

    private String jcmd(String command) {
        try {
            Process jcmd = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(pid()),
                            command)
                    .redirectErrorStream(true)
                    .start();
            return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException noJdk) {
            throw new UncheckedIOException("jcmd of a JDK is needed", noJdk);
        }
    }

    /** The sum of a metric's values; 0 when it is not there. */
    double metric(String line) {
        return Caller.text(port + 1, "/actuator/prometheus")
                .lines()
                .filter(each -> each.startsWith(line))
                .mapToDouble(each -> Double.parseDouble(each.substring(each.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** What it has written to its log so far. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

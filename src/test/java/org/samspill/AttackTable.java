package org.samspill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Prints the table of attacks at the end of a run, and keeps it in {@code target/attacks.md}. An attack whose tests have not been run is said to be so. */
public final class AttackTable implements TestExecutionListener {

    private static final Path FILE = Path.of("target", "attacks.md");

    private final Map<Attacks, Seen> seen = new EnumMap<>(Attacks.class);
    private final Map<String, Long> began = new ConcurrentHashMap<>();

    private static final class Seen {
        private int held;
        private int failed;
        private long slowest;
        private final TreeSet<String> tests = new TreeSet<>();
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        began.put(test.getUniqueId(), System.nanoTime());
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        long took = System.nanoTime() - began.getOrDefault(test.getUniqueId(), System.nanoTime());
        boolean held = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
        // What fails before its tests begin counts too.
        if (!test.isTest() && held) {
            return;
        }
        for (Attacks attack : attacks(test.getSource())) {
            Seen one = seen.computeIfAbsent(attack, unknown -> new Seen());
            one.held += held ? 1 : 0;
            one.failed += held ? 0 : 1;
            one.slowest = Math.max(one.slowest, took);
            test.getSource().map(AttackTable::name).ifPresent(one.tests::add);
        }
    }

    @Override
    public synchronized void testPlanExecutionFinished(TestPlan plan) {
        // The build runs some tests once more on PostgreSQL; the table is of the first run, which has them all.
        if (seen.isEmpty() || "postgres".equals(System.getProperty("samspill.database"))) {
            return;
        }
        List<String> lines = new ArrayList<>();
        lines.add("| test | attack | promised | seen | where |");
        lines.add("|---|---|---|---|---|");
        for (Attacks attack : Attacks.values()) {
            lines.add("| %s | %s | %s | %s |"
                    .formatted(attack, attack.attack(), attack.promise(), of(attack, seen.get(attack))));
        }
        try {
            Files.createDirectories(FILE.getParent());
            Files.write(FILE, lines);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        lines.forEach(System.out::println);
    }

    private static String of(Attacks attack, Seen one) {
        if (one == null) {
            return "not tried in this run | -";
        }
        String what = one.failed == 0
                ? "%d tries, all failed as they should"
                : "%d tries failed as they should, " + one.failed + " DID NOT";
        String figures = attack.figures().isEmpty() ? "" : "; measured: " + String.join("; ", attack.figures());
        return what.formatted(one.held) + ", slowest "
                + Duration.ofNanos(one.slowest).toMillis() + " ms" + figures + " | " + String.join(", ", one.tests);
    }

    private static List<Attacks> attacks(Optional<TestSource> source) {
        Stream<AnnotatedElement> places = source.stream()
                .flatMap(one -> one instanceof MethodSource method
                        ? Stream.of(method.getJavaMethod(), method.getJavaClass())
                        : one instanceof ClassSource type ? Stream.of(type.getJavaClass()) : Stream.empty());
        return places.flatMap(place -> AnnotationSupport.findAnnotation(place, Attack.class).stream())
                .flatMap(attack -> Arrays.stream(attack.value()))
                .distinct()
                .toList();
    }

    private static String name(TestSource source) {
        return source instanceof MethodSource method
                ? method.getJavaClass().getSimpleName()
                : source instanceof ClassSource type ? type.getJavaClass().getSimpleName() : "";
    }
}

package org.samspill.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;

/**
 * The wall clock of a node, which can be moved while the node runs; what it measures spans of time with goes on as it should. A small library goes before
 * the C library of the process (libfaketime keeps a JVM from starting); it needs a C compiler and Linux.
 */
final class WrongClock {

    private static final Path SOURCE = Path.of("src", "test", "resources", "faults", "clock.c");

    private final Path library = Cluster.FOLDER.resolve("clock.so");
    private final Path ahead = Cluster.FOLDER.resolve("clock");

    /** False when there is no compiler. */
    boolean made() {
        becomes(Duration.ZERO);
        return Command.ran("cc", "-shared", "-fPIC", "-O2", "-o", library.toString(), SOURCE.toString());
    }

    /** What the process of a node whose clock it is has to be given. */
    Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "FAULTS_CLOCK", ahead.toString());
    }

    /** So much ahead of this machine's clock from now on; behind it when negative. */
    void becomes(Duration difference) {
        byte[] nanos = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .putLong(difference.toNanos())
                .array();
        try {
            // Written over, not anew: the process has it mapped.
            Files.write(ahead, nanos, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

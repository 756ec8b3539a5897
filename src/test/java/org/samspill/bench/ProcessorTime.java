package org.samspill.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Processor time of this program and of the PostgreSQL server beside it, all of the server's processes together. Reads Linux' {@code /proc}. */
public final class ProcessorTime {

    /** Linux counts in hundredths of a second. */
    private static final long NANOS_A_TICK = 10_000_000;

    private static final int UTIME = 11;
    private static final int CSTIME = 14;

    private final long postmaster;

    /** @param postmaster process id of the server */
    ProcessorTime(long postmaster) {
        this.postmaster = postmaster;
    }

    /** Since both began. */
    public Duration spent() {
        long program =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
        long ticks = ticks(postmaster, CSTIME)
                + ProcessHandle.of(postmaster)
                        .orElseThrow()
                        .children()
                        .mapToLong(child -> ticks(child.pid(), UTIME + 1))
                        .sum();
        return Duration.ofNanos(program + ticks * NANOS_A_TICK);
    }

    private static long ticks(long process, int last) {
        try {
            String line = Files.readString(Path.of("/proc", Long.toString(process), "stat"));
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            long sum = 0;
            for (int field = UTIME; field <= last; field++) {
                sum += Long.parseLong(fields[field]);
            }
            return sum;
        } catch (java.nio.file.NoSuchFileException gone) {
            return 0;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

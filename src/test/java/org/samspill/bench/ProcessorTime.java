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
        return ofServer().plusNanos(program);
    }

    /** Of the server alone. */
    public Duration ofServer() {
        return ofServer(postmaster);
    }

    /** Of a PostgreSQL and all that it has started, those that have ended among them. */
    public static Duration ofServer(long postmaster) {
        return ProcessHandle.of(postmaster)
                .orElseThrow()
                .children()
                .map(child -> ofProcess(child.pid()))
                .reduce(Duration.ofNanos(ticks(postmaster, CSTIME) * NANOS_A_TICK), Duration::plus);
    }

    /** Of one process by itself. */
    public static Duration ofProcess(long process) {
        return Duration.ofNanos(ticks(process, UTIME + 1) * NANOS_A_TICK);
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

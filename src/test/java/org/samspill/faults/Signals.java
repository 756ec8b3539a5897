package org.samspill.faults;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Signals that Java does not send by itself. */
final class Signals {

    private Signals() {}

    /** @param signal as {@code kill} names it: QUIT, STOP, CONT */
    static void send(long process, String signal) {
        try {
            int code = new ProcessBuilder("kill", "-" + signal, Long.toString(process))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill -" + signal + " " + process + " gave " + code);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}

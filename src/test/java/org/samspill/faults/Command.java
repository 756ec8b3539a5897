package org.samspill.faults;

import java.io.IOException;

/** Commands of the system that Java has no words for. */
final class Command {

    private Command() {}

    /** @param signal as {@code kill} names it: QUIT, STOP, CONT */
    static void signal(long process, String signal) {
        if (!ran("kill", "-" + signal, Long.toString(process))) {
            throw new IllegalStateException("kill -" + signal + " " + process + " failed");
        }
    }

    /** False when it failed or is not there. */
    static boolean ran(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}

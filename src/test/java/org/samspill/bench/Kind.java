package org.samspill.bench;

import java.time.Duration;

/** One of two ways in which cases are carried out, which are measured beside each other. */
interface Kind {

    /** What the report calls it. */
    String name();

    /** Carries some cases out, by four clients at once. */
    Round round(int cases);

    /**
     * What some cases took.
     *
     * @param wall by the clock
     * @param processor of the program and its database server
     * @param nanos each case by itself
     */
    record Round(Duration wall, Duration processor, long[] nanos) {

        double perSecond() {
            return nanos.length / seconds(wall);
        }

        double perProcessorSecond() {
            return nanos.length / seconds(processor);
        }

        private static double seconds(Duration time) {
            return time.toNanos() / 1e9;
        }
    }
}

package org.samspill.bench;

/** The benchmark model on one engine: start, three branches at once (two deliveries by machines, two answers by people after each other), a gateway, a timer that does not fire. */
public interface Case {

    /** Takes one case from its start to its end; several threads may do so at once. */
    void run();
}

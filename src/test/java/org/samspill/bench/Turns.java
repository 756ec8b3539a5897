package org.samspill.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Measures several things in turn: in each round each is called some times, so that whatever else the machine does in the meantime meets all of them alike.
 *
 * @param rounds how many rounds
 * @param calls how many calls of each thing in a round
 * @param warmUp how many calls of each before anything is measured
 */
public record Turns(int rounds, int calls, int warmUp) {

    /** What was measured, by name. What is measured is told the number of the call, to choose by it whom or what it asks for. */
    public Map<String, Measured> measure(Map<String, IntConsumer> things) {
        things.values().forEach(thing -> {
            for (int call = 0; call < warmUp; call++) {
                thing.accept(call);
            }
        });
        Map<String, Measured> measured = new LinkedHashMap<>();
        things.keySet().forEach(what -> measured.put(what, new Measured(what, new ArrayList<>())));
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, IntConsumer> thing : things.entrySet()) {
                List<long[]> kept = measured.get(thing.getKey()).rounds();
                kept.add(round(thing.getValue(), round));
            }
        }
        return measured;
    }

    private long[] round(IntConsumer thing, int round) {
        long[] nanos = new long[calls];
        for (int call = 0; call < calls; call++) {
            long start = System.nanoTime();
            thing.accept(round * calls + call);
            nanos[call] = System.nanoTime() - start;
        }
        return nanos;
    }
}

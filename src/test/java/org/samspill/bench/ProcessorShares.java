package org.samspill.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.samspill.bench.Measured.Ratio;

/**
 * What share of one processor each of several things takes, all in the same seconds, so that whatever else the machine does meets all of them.
 *
 * @param rounds the share of each in each round, by its name
 */
public record ProcessorShares(Map<String, List<Double>> rounds) {

    /** @param spent what processor time each has had since it began */
    public static ProcessorShares of(Map<String, Supplier<Duration>> spent, int rounds, Duration round)
            throws InterruptedException {
        Map<String, List<Double>> shares = new LinkedHashMap<>();
        spent.keySet().forEach(name -> shares.put(name, new ArrayList<>()));
        for (int i = 0; i < rounds; i++) {
            Map<String, Duration> before = new LinkedHashMap<>();
            spent.forEach((name, time) -> before.put(name, time.get()));
            long start = System.nanoTime();
            Thread.sleep(round.toMillis());
            double seconds = System.nanoTime() - start;
            spent.forEach((name, time) ->
                    shares.get(name).add(time.get().minus(before.get(name)).toNanos() / seconds));
        }
        return new ProcessorShares(shares);
    }

    public Ratio of(String name) {
        return Ratio.of(rounds.get(name));
    }

    /** How many times as much the one takes as the other. */
    public Ratio beside(String one, String other) {
        return Ratio.of(IntStream.range(0, rounds.get(one).size())
                .mapToObj(
                        round -> rounds.get(one).get(round) / rounds.get(other).get(round))
                .toList());
    }
}

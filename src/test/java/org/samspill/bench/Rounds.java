package org.samspill.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.samspill.bench.Kind.Round;
import org.samspill.bench.Measured.Ratio;

/**
 * Kinds that ran in turn, equally warm, so that what disturbs the machine disturbs all; only the ratios count.
 *
 * @param all the rounds of each kind, in the order in which they ran
 */
record Rounds(Map<Kind, List<Round>> all) {

    /**
     * Warms them all up and lets them run in turn; who goes first changes.
     *
     * @param cases how many a round
     */
    static Rounds of(List<Kind> kinds, int warm, int rounds, int cases) {
        Map<Kind, List<Round>> all = new LinkedHashMap<>();
        kinds.forEach(kind -> {
            kind.round(warm);
            all.put(kind, new ArrayList<>());
        });
        List<Kind> order = new ArrayList<>(kinds);
        for (int round = 0; round < rounds; round++) {
            order.forEach(kind -> all.get(kind).add(kind.round(cases)));
            System.out.printf("## round %d, cases a second: %s%n", round, latest(all));
            Collections.rotate(order, -1);
        }
        return new Rounds(all);
    }

    private static String latest(Map<Kind, List<Round>> all) {
        return all.entrySet().stream()
                .map(each -> "%s %.1f"
                        .formatted(
                                each.getKey().name(),
                                each.getValue().get(each.getValue().size() - 1).perSecond()))
                .collect(Collectors.joining(", "));
    }

    /** How long the cases of a kind took. */
    Measured of(Kind kind) {
        return new Measured(
                kind.name(), all.get(kind).stream().map(Round::nanos).toList());
    }

    /** How many times as many cases the one took a second as the other. */
    Ratio wall(Kind one, Kind other) {
        return ratio(one, other, Round::perSecond);
    }

    /** The same, a second of processor time. */
    Ratio processor(Kind one, Kind other) {
        return ratio(one, other, Round::perProcessorSecond);
    }

    private Ratio ratio(Kind one, Kind other, ToDoubleFunction<Round> what) {
        List<Round> ones = all.get(one);
        List<Round> others = all.get(other);
        return Ratio.of(IntStream.range(0, ones.size())
                .mapToObj(round -> what.applyAsDouble(ones.get(round)) / what.applyAsDouble(others.get(round)))
                .toList());
    }

    /** Puts into a report how many cases the one took beside the other, a second and a processor second. */
    void beside(Report report, String size, Kind one, Kind other) {
        String words = "%s: cases a %s beside %s, %s";
        report.add(words.formatted(one.name(), "second", other.name(), size), wall(one, other));
        report.add(words.formatted(one.name(), "processor second", other.name(), size), processor(one, other));
    }
}

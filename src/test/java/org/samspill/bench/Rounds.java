package org.samspill.bench;

import java.util.ArrayList;
import java.util.List;
import org.samspill.bench.Kind.Round;
import org.samspill.bench.Measured.Ratio;

/** Two kinds run in turn, equally warm, so that what disturbs the machine disturbs both; only the ratios count. */
final class Rounds {

    private Rounds() {}

    /**
     * Two kinds beside each other.
     *
     * @param one how long its cases took, and {@code other} those of the other
     * @param wall how many times as many cases the one took a second; {@code processor} a second of processor time
     */
    record Beside(Measured one, Measured other, Ratio wall, Ratio processor) {

        /** Puts the cases and both ratios into a report. */
        void into(Report report, String size) {
            report.add(size, one, other);
            report.add(size, other, other);
            String words = "%s: cases a %s beside %s, %s";
            report.add(words.formatted(one.what(), "second", other.what(), size), wall);
            report.add(words.formatted(one.what(), "processor second", other.what(), size), processor);
        }
    }

    /** Warms both up and lets them run in turn; who goes first changes. */
    static Beside of(Kind one, Kind other, int warm, int rounds, int cases) {
        one.round(warm);
        other.round(warm);
        List<Double> wall = new ArrayList<>();
        List<Double> processor = new ArrayList<>();
        List<long[]> ourCases = new ArrayList<>();
        List<long[]> theirCases = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            Round first = (round % 2 == 0 ? one : other).round(cases);
            Round second = (round % 2 == 0 ? other : one).round(cases);
            Round ours = round % 2 == 0 ? first : second;
            Round theirs = round % 2 == 0 ? second : first;
            wall.add(ours.perSecond() / theirs.perSecond());
            processor.add(ours.perProcessorSecond() / theirs.perProcessorSecond());
            ourCases.add(ours.nanos());
            theirCases.add(theirs.nanos());
            System.out.printf(
                    "## round %d: %.1f to %.1f cases a second, %.1f to %.1f a processor second%n",
                    round,
                    ours.perSecond(),
                    theirs.perSecond(),
                    ours.perProcessorSecond(),
                    theirs.perProcessorSecond());
        }
        return new Beside(
                new Measured(one.name(), ourCases),
                new Measured(other.name(), theirCases),
                Ratio.of(wall),
                Ratio.of(processor));
    }
}

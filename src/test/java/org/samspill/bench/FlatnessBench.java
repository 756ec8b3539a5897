package org.samspill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whether a case, and the pages of a journey of 500 steps, cost the same in a large database: beside 1 000 journeys, and beside a million, of which
 * as many wait as in a country, each with a timer, a message and promises; of Samspill, of bare Camunda and, for cases, as plain statements. Takes half an
 * hour: {@code mvn test -Dtest=FlatnessBench}.
 */
class FlatnessBench {

    private static final int ENDED = Integer.getInteger("bench.ended", 850_000);
    private static final int WAITING = Integer.getInteger("bench.waiting", 150_000);
    private static final int FEW = 1_000;
    private static final int FEW_WAITING = 150;
    private static final int WARM = Integer.getInteger("bench.warm", 500);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 9);
    private static final int CASES = Integer.getInteger("bench.cases", 100);

    /** Of a hundred the 95th percentile would be the fifth that took longest, which says more of the machine than of a page. */
    private static final int LOOKS = 4 * CASES;

    /** Of all three databases together. */
    private static final long BYTES_A_JOURNEY = 55_000;

    @Test
    void casesAndPagesCostTheSameAmongAMillion() throws Exception {
        enoughDisk();
        try (BenchServer server = new BenchServer();
                Country few = new Country(server, "few", FEW - FEW_WAITING, FEW_WAITING);
                Country many = new Country(server, "many", ENDED, WAITING)) {
            Report report = new Report("flatness", "Cases and pages " + many.among() + " journeys");
            List<Runnable> goals = new ArrayList<>();
            goals.add(cases(report, few, many));
            goals.addAll(few.pages().measure(report, few.among(), ROUNDS, LOOKS));
            goals.addAll(many.pages().measure(report, many.among(), ROUNDS, LOOKS));
            report.write();
            many.count(CASES)
                    .slowerThan(few.count(CASES))
                    .forEach(statement -> System.out.println("#### " + statement));
            goals.forEach(Runnable::run);
        }
    }

    /** Rather than fill a disk and fail after half an hour. */
    private static void enoughDisk() throws IOException {
        long needed = (ENDED + WAITING) * BYTES_A_JOURNEY;
        Path there = Path.of(System.getProperty("java.io.tmpdir"));
        assertThat(Files.getFileStore(there).getUsableSpace())
                .as(
                        "bytes free in %s; with less, take fewer journeys: -Dbench.ended=100000 -Dbench.waiting=20000",
                        there)
                .isGreaterThan(needed);
    }

    /** Measures; the goal is checked when what it gives back is run, after all is reported. */
    private static Runnable cases(Report report, Country few, Country many) {
        List<Function<Country, Kind>> kinds =
                List.of(Country::ofSamspill, Country::ofCamunda, Country::asPlainStatements);
        Rounds rounds = Rounds.of(
                Stream.of(many, few)
                        .flatMap(each -> kinds.stream().map(kind -> kind.apply(each)))
                        .toList(),
                WARM,
                ROUNDS,
                CASES);
        String size = CASES + " cases a round";
        for (Country each : List.of(many, few)) {
            kinds.forEach(kind -> report.add(size, rounds.of(kind.apply(each)), rounds.of(each.asPlainStatements())));
        }
        kinds.forEach(kind -> rounds.beside(report, size, kind.apply(many), kind.apply(few)));
        rounds.beside(report, size, many.ofSamspill(), many.ofCamunda());
        double flat = 1 / rounds.wall(many.ofSamspill(), few.ofSamspill()).middle();
        return () -> assertThat(flat)
                .as("time of a case, the most journeys against the fewest")
                .isLessThanOrEqualTo(1.2);
    }
}

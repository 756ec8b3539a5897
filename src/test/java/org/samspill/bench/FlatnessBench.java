package org.samspill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.samspill.casework.LongJourney;
import org.samspill.journeys.JourneyId;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.context.WebApplicationContext;

/**
 * Whether a case, and the pages of a journey of 500 steps, cost the same in a large database: beside 1 000 journeys, and beside a million, of which
 * as many wait as in a country, each with a timer, a message and promises. Takes a quarter of an hour: {@code mvn test -Dtest=FlatnessBench}.
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

    /** What a node does beside its callers, but for what follows the logs of the crowd, which nobody has written. */
    private static final String[] BESIDE = {
        "--samspill.reminders=true", "--samspill.consents-expire=true", "--samspill.webhooks.relay=true"
    };

    @Test
    void casesAndPagesCostTheSameAmongAMillion() throws Exception {
        try (BenchServer server = new BenchServer();
                ConfigurableApplicationContext few = BenchServer.samspill(server.database("few"), BESIDE);
                ConfigurableApplicationContext many = BenchServer.samspill(server.database("many"), BESIDE)) {
            ThreeBranches small = new ThreeBranches(few, false);
            ThreeBranches large = new ThreeBranches(many, false);
            crowd(few, small, FEW - FEW_WAITING, FEW_WAITING);
            crowd(many, large, ENDED, WAITING);
            Report report = new Report("flatness", "Cases and pages among " + (ENDED + WAITING) + " journeys");
            List<Runnable> goals = new ArrayList<>();
            ProcessorTime time = server.time();
            Rounds.Beside cases = Rounds.of(
                    new InThisProgram("among " + (ENDED + WAITING) + " journeys", large, time),
                    new InThisProgram("among " + FEW, small, time),
                    WARM,
                    ROUNDS,
                    CASES);
            cases.into(report, CASES + " cases a round");
            double flat = 1 / cases.wall().middle();
            goals.add(() -> assertThat(flat)
                    .as("time of a case, the most journeys against the fewest")
                    .isLessThanOrEqualTo(1.2));
            goals.addAll(new JourneyPagesInTime(few).measure(report, FEW, ROUNDS, LOOKS));
            goals.addAll(new JourneyPagesInTime(many).measure(report, ENDED + WAITING, ROUNDS, LOOKS));
            report.write();
            ServerCount.Cost beside = count(FEW, few, small);
            count(ENDED + WAITING, many, large)
                    .slowerThan(beside)
                    .forEach(statement -> System.out.println("#### " + statement));
            goals.forEach(Runnable::run);
        }
    }

    /** Two thirds of those that wait are like the cases that are measured, and a third is with the office whose pages are. */
    private static void crowd(ConfigurableApplicationContext program, ThreeBranches cases, int ended, int waiting) {
        cases.run();
        String done = program.getBean(JdbcClient.class)
                .sql("select id from journeys_journey where state = 'ended' fetch first row only")
                .query(String.class)
                .single();
        try (Crowd crowd = new Crowd(url(program))) {
            crowd.like(new JourneyId(done), ended);
            crowd.like(cases.start(), waiting - waiting / 3);
            crowd.like(new LongJourney((WebApplicationContext) program).id(), waiting / 3);
        }
    }

    /** What a case writes, also while each page that it touches is written whole for the first time since a checkpoint. */
    private static ServerCount.Cost count(int journeys, ConfigurableApplicationContext program, ThreeBranches one) {
        ServerCount count = new ServerCount(url(program));
        Runnable some = () -> {
            for (int i = 0; i < CASES; i++) {
                one.run();
            }
        };
        program.getBean(JdbcClient.class).sql("checkpoint").update();
        ServerCount.Cost first = count.of(CASES, some);
        ServerCount.Cost then = count.of(CASES, some);
        System.out.printf(
                "#### among %d journeys a case writes %.1f kB, and %.1f kB in the first %d cases after a checkpoint, whole pages counted%n",
                journeys, then.kilobytes(), first.kilobytes(), CASES);
        return then;
    }

    private static String url(ConfigurableApplicationContext program) {
        return program.getEnvironment().getRequiredProperty("SAMSPILL_DB_URL");
    }
}

package org.samspill.bench;

import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Cases a second and a processor second, beside bare Camunda on the same server in the same run: four client threads, rounds in turn. It takes minutes
 * and is no part of the test run: {@code mvn test -Dtest=ThroughputBench}.
 */
class ThroughputBench {

    private static final int WARM = Integer.getInteger("bench.warm", 2_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 9);
    private static final int CASES = Integer.getInteger("bench.cases", 200);

    @Test
    void besideBareCamunda() throws Exception {
        try (BenchServer server = new BenchServer();
                ConfigurableApplicationContext program =
                        BenchServer.samspill(server.database("ours"), BenchServer.EVERYTHING_ON);
                BareCamunda camunda = new BareCamunda(server.database("bare"), false)) {
            ThreeBranches ours = new ThreeBranches(program, false);
            Report report = new Report("throughput", "Cases by four clients beside bare Camunda 7.24");
            new Rounds(server.time())
                    .of(
                            new Rounds.Kind("Samspill", ours),
                            new Rounds.Kind("bare Camunda", camunda),
                            WARM,
                            ROUNDS,
                            CASES)
                    .into(report, CASES + " cases a round");
            report.add("share of a case that access checks take", AccessChecks.shareOf(ours, CASES, ROUNDS));
            report.write();
        }
    }
}

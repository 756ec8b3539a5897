package org.samspill.bench;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.samspill.bench.Measured.Ratio;
import org.samspill.bench.OwnProgram.Engine;

/**
 * Cases a second and a processor second, beside bare Camunda and the same steps as plain statements: four client threads, each in a program and on a server of its own, rounds in turn; and this
 * with several starts, since each compiles its code anew and not always as well. It takes minutes and is no part of the test run: {@code mvn test -Dtest=ThroughputBench}.
 */
class ThroughputBench {

    private static final int STARTS = Integer.getInteger("bench.starts", 3);
    private static final int WARM = Integer.getInteger("bench.warm", 5_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 9);
    private static final int CASES = Integer.getInteger("bench.cases", 200);

    @Test
    void besideBareCamunda() throws Exception {
        Report report = new Report("throughput", "Cases by four clients beside bare Camunda 7.24");
        List<Double> wall = new ArrayList<>();
        List<Double> processor = new ArrayList<>();
        List<Double> floor = new ArrayList<>();
        List<Double> checks = new ArrayList<>();
        for (int start = 1; start <= STARTS; start++) {
            try (OwnProgram ours = new OwnProgram(Engine.SAMSPILL);
                    OwnProgram camunda = new OwnProgram(Engine.BARE_CAMUNDA);
                    OwnProgram plain = new OwnProgram(Engine.PLAIN)) {
                List<Kind> kinds = List.of(ours, camunda, plain);
                Rounds rounds = Rounds.of(kinds, WARM, ROUNDS, CASES);
                String size = "start " + start;
                kinds.forEach(kind -> report.add(size, rounds.of(kind), rounds.of(plain)));
                rounds.beside(report, size, ours, camunda);
                rounds.beside(report, size, plain, ours);
                wall.add(rounds.wall(ours, camunda).middle());
                processor.add(rounds.processor(ours, camunda).middle());
                floor.add(rounds.wall(plain, ours).middle());
                checks.add(ours.accessChecks(CASES));
            }
        }
        report.add("cases a second beside bare Camunda, of all starts", Ratio.of(wall));
        report.add("cases a processor second beside bare Camunda, of all starts", Ratio.of(processor));
        report.add("plain statements: cases a second beside Samspill, of all starts", Ratio.of(floor));
        report.add("share of a case that access checks take, of all starts", Ratio.of(checks));
        report.write();
    }
}

package org.samspill.bench;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.samspill.journeys.JourneyId;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whether a case costs the same in a large database: beside 1 000 journeys, and beside very many ended ones and as many waiting as a country has, each
 * with a timer and promises. The crowd is copied from real journeys row by row. Takes minutes: {@code mvn test -Dtest=FlatnessBench}.
 */
class FlatnessBench {

    private static final int ENDED = Integer.getInteger("bench.ended", 400_000);
    private static final int WAITING = Integer.getInteger("bench.waiting", 100_000);
    private static final int FEW = 1_000;
    private static final int FEW_WAITING = 100;
    private static final int WARM = Integer.getInteger("bench.warm", 500);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 9);
    private static final int CASES = Integer.getInteger("bench.cases", 100);

    @Test
    void aCaseCostsTheSameAmongHalfAMillion() throws Exception {
        try (BenchServer server = new BenchServer();
                ConfigurableApplicationContext few = BenchServer.samspill(server.database("few"));
                ConfigurableApplicationContext many = BenchServer.samspill(server.database("many"))) {
            ThreeBranches small = new ThreeBranches(few, false);
            ThreeBranches large = new ThreeBranches(many, false);
            crowd(few.getBean(JdbcClient.class), small, FEW, FEW_WAITING);
            crowd(many.getBean(JdbcClient.class), large, ENDED, WAITING);
            Report report = new Report("flatness", "Cases in a large database beside a small one");
            ProcessorTime time = server.time();
            Rounds.of(
                            new InThisProgram("among " + (ENDED + WAITING) + " journeys", large, time),
                            new InThisProgram("among " + (FEW + FEW_WAITING), small, time),
                            WARM,
                            ROUNDS,
                            CASES)
                    .into(report, CASES + " cases a round");
            report.write();
            log(FEW + FEW_WAITING, few, small);
            log(ENDED + WAITING, many, large);
        }
    }

    /** What a case writes, also while each page that it touches is written whole for the first time since a checkpoint. */
    private static void log(int journeys, ConfigurableApplicationContext program, ThreeBranches one) {
        String url = program.getEnvironment().getRequiredProperty("SAMSPILL_DB_URL");
        ServerCount count = new ServerCount(url);
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
    }

    private static void crowd(JdbcClient database, ThreeBranches cases, int ended, int waiting) {
        Copies copies = new Copies(database);
        cases.run();
        String done = database.sql("select id from journeys_journey where state = 'ended' fetch first row only")
                .query(String.class)
                .single();
        JourneyId open = cases.start();
        for (String table : List.of(
                "journeys_journey", "journeys_participant", "work_item", "journeys_log", "privacy_disclosure")) {
            copies.of(table, key(table) + " = '" + done + "'", ended);
            copies.of(table, key(table) + " = '" + open + "'", waiting);
        }
        String instance = database.sql("select process_instance_id from journeys_journey where id = ?")
                .param(open.value())
                .query(String.class)
                .single();
        for (String table : List.of(
                "act_ge_bytearray",
                "act_ru_execution",
                "act_ru_variable",
                "act_ru_task",
                "act_ru_ext_task",
                "act_ru_job")) {
            copy(copies, table, instance, waiting);
        }
        database.sql("vacuum analyze").update();
    }

    private static String key(String table) {
        return table.equals("journeys_journey") ? "id" : "journey_id";
    }

    private static void copy(Copies copies, String table, String of, int times) {
        copies.of(
                table,
                switch (table) {
                    case "act_ge_bytearray" ->
                        "id_ in (select bytearray_id_ from act_ru_variable where proc_inst_id_ = '" + of + "')";
                    case "act_ru_job" -> "process_instance_id_ = '" + of + "'";
                    default -> "proc_inst_id_ = '" + of + "'";
                },
                times);
    }
}

package org.samspill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.samspill.PostgresServer;
import org.samspill.SamspillTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/**
 * What one case of the benchmark model costs, counted by the PostgreSQL server, so that nobody makes it dearer unnoticed. On H2 the cases only have to come to
 * their end. With {@code -Dbench.statements=true} it says where every statement goes, and what bare Camunda and plain statements need.
 */
@SamspillTest
class StatementsTest {

    private static final int WARM = 30;
    private static final int CASES = 20;

    /** The goal is 110: docs/performance.md shows where they go. A slow machine asks again who plays an actor, which is remembered for a second. */
    private static final double MOST_STATEMENTS = 112;

    /** The goal is 50. Counted by itself a case makes 49.4 to 49.9; after other tests, whose rows fill the pages of indexes and whose jobs go on, up to 52. */
    private static final double MOST_KILOBYTES = 54;

    @Autowired
    private ApplicationContext program;

    @Test
    void aCaseCostsNoMoreThanItDoes() {
        String database = program.getEnvironment().getProperty("SAMSPILL_DB_URL");
        ThreeBranches ours = new ThreeBranches(program, false);
        if (database == null) {
            ours.run();
            return;
        }
        ServerCount.Cost cost = count("Samspill", database, ours);
        if (Boolean.getBoolean("bench.statements")) {
            count("Samspill, people read before they answer", database, new ThreeBranches(program, true));
            String empty = PostgresServer.emptyDatabase();
            try (BareCamunda bare = new BareCamunda(empty, false)) {
                count("bare Camunda", empty, bare);
            }
            String plain = PostgresServer.emptyDatabase();
            try (PlainSteps steps = new PlainSteps(plain)) {
                count("plain statements", plain, steps);
            }
        }
        assertThat(cost.statements()).as("statements a case: %s", cost).isLessThanOrEqualTo(MOST_STATEMENTS);
        assertThat(cost.kilobytes())
                .as("kB of write-ahead log a case: %s", cost)
                .isLessThanOrEqualTo(MOST_KILOBYTES);
    }

    private static ServerCount.Cost count(String name, String database, Case one) {
        times(WARM, one);
        ServerCount.Cost cost = new ServerCount(database).of(CASES, () -> times(CASES, one));
        if (Boolean.getBoolean("bench.statements")) {
            System.out.println("#### " + name + ": " + cost);
        }
        return cost;
    }

    private static void times(int cases, Case one) {
        for (int i = 0; i < cases; i++) {
            one.run();
        }
    }
}

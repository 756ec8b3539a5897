package org.samspill.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.samspill.PowerCuts;
import org.samspill.SamspillTest;
import org.samspill.WholeDatabase;
import org.samspill.journeys.JourneyId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionException;

/** A run of retention that is killed at any of its statements has taken away a journey whole or not at all, and the next run takes it up. */
@SamspillTest
class RetentionFaultsTest {

    private static final Path ARCHIVE = Path.of("target/archive");
    private static final int FAR_MORE_THAN_A_RUN_NEEDS = 1000;

    @Autowired
    private ApplicationContext program;

    @Autowired
    private DataSource database;

    @Autowired
    private DataSourceTransactionManager transactions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private RetentionRun run;

    private PlantedJourneys world;
    private PowerCuts power;

    @BeforeEach
    void power() {
        world = new PlantedJourneys(program);
        world.drain();
        power = new PowerCuts(database);
        transactions.setDataSource(power);
    }

    @AfterEach
    void back() {
        power.never();
        transactions.setDataSource(database);
    }

    @Test
    void killedAtAnyStatementTheNextRunTakesItUp() throws Exception {
        assertThat(atEveryStatement(power::after)).isGreaterThan(30);
    }

    @Test
    void whenOneConnectionBreaksAtAnyStatementTheNextRunTakesItUpWithoutWaiting() throws Exception {
        assertThat(atEveryStatement(power::ofOneConnectionAfter)).isGreaterThan(30);
    }

    /** Gives how many statements a whole run needed. */
    private int atEveryStatement(IntConsumer fault) throws Exception {
        Planted planted = new Planted();
        JourneyId journey = due(planted);
        for (int statements = 0; statements < FAR_MORE_THAN_A_RUN_NEEDS; statements++) {
            fault.accept(statements);
            boolean died = false;
            try {
                run.run();
            } catch (DataAccessException | TransactionException gone) {
                died = true;
            }
            boolean happened = power.never();
            assertThat(died)
                    .as("the run tells when the database is gone after %s statements", statements)
                    .isEqualTo(happened);
            List<String> proof = packages(journey);
            assertThat(whole(journey))
                    .as("whole or not at all after %s statements", statements)
                    .isEqualTo(proof.isEmpty());
            if (!happened) {
                gone(planted, journey);
                return statements;
            }
            if (!proof.isEmpty()) {
                // It was the end of the run that nobody heard of.
                gone(planted, journey);
                planted = new Planted();
                journey = due(planted);
            } else if (statements % 25 == 20) {
                twoNodesTakeItUp();
                gone(planted, journey);
                planted = new Planted();
                journey = due(planted);
            }
        }
        throw new AssertionError("The run does not end");
    }

    private JourneyId due(Planted planted) {
        JourneyId journey = world.over(planted);
        world.due(journey);
        return journey;
    }

    /** True while nothing of the journey has gone, false when all has; anything between is an error. */
    private boolean whole(JourneyId journey) {
        long kept = count("privacy_kept", journey);
        long participants = count("journeys_participant", journey);
        long notes = count("casework_note", journey);
        long consents = count("privacy_consent", journey);
        assertThat(List.of(kept > 0, participants > 0, notes > 0, consents > 0)).containsOnly(kept > 0);
        return kept > 0;
    }

    private long count(String table, JourneyId journey) {
        return jdbc.sql("select count(*) from " + table + " where journey_id = ?")
                .param(journey.value())
                .query(Long.class)
                .single();
    }

    private List<String> packages(JourneyId journey) {
        return jdbc.sql(
                        "select package || ' ' || sha256 from privacy_removal where journey_id = ? and part = 'journey'")
                .param(journey.value())
                .query(String.class)
                .list();
    }

    private void twoNodesTakeItUp() throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(2);
        try {
            for (Future<?> node :
                    Stream.generate(() -> nodes.submit(run::run)).limit(2).toList()) {
                node.get();
            }
        } finally {
            nodes.shutdown();
        }
        world.drain();
    }

    /** Nothing is left, and what is written of that is true: one package, which is the one on the disk. */
    private void gone(Planted planted, JourneyId journey) throws IOException {
        assertThat(new WholeDatabase(database).find(planted.needles())).isEmpty();
        assertThat(Files.readString(Path.of("target/logs/tests.log"))).doesNotContain(planted.needles());
        assertThat(packages(journey)).hasSize(1);
        TreeSet<String> files = new TreeSet<>();
        try (Stream<Path> all = Files.list(ARCHIVE)) {
            for (Path file : all.filter(each -> each.getFileName().toString().startsWith(journey.value()))
                    .toList()) {
                files.add(file.getFileName() + " "
                        + HexFormat.of().formatHex(Fingerprint.sha256().digest(Files.readAllBytes(file))));
                Files.delete(file);
            }
        }
        assertThat(files).containsExactlyElementsOf(packages(journey));
    }
}

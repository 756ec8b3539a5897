package org.samspill.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.samspill.privacy.LogVerifier.Finding;
import org.samspill.privacy.LogVerifier.Report;
import org.samspill.privacy.LogVerifier.Wrong;

/** Someone who may do all in the database but has no key cannot change, remove or add a row of the logs without being found out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogTamperingTest {

    private static final int TRIES = 150;
    private static final Map<String, String> LOGS =
            Map.of("journeys", "journeys_log", "disclosures", "privacy_disclosure");

    @TempDir
    static Path keys;

    private LogWorld world;
    private final Random random = new Random(20261123);

    @BeforeAll
    void open() {
        world = LogWorld.open("jdbc:h2:mem:tampering;DB_CLOSE_DELAY=-1", keys, 1);
        for (int seal = 0; seal < 12; seal++) {
            world.write(20);
            world.sealing.seal();
        }
        world.write(25);
    }

    @AfterAll
    void close() {
        world.close();
    }

    @Test
    void untouchedLogsAreSoundAlsoWithRowsThatWaitForTheirSeal() {
        Report report = world.verifier.verify();

        assertThat(report.findings()).isEmpty();
        assertThat(report.links()).isEqualTo(240);
        assertThat(report.waiting()).isEqualTo(25);
        assertThat(report.checkpoints()).isGreaterThan(1);
    }

    @Test
    void aChangedRowIsFoundAndNamedWhicheverColumnItIs() {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            String log = any(LOGS.keySet());
            long row = any(rows(log));
            String column = any(columns(LOGS.get(log)));
            tamper(
                    () -> world.jdbc
                            .sql("update " + LOGS.get(log) + " set " + column + " = " + other(column)
                                    + " where seq = ?")
                            .param(row)
                            .update(),
                    column + " of " + log,
                    new Finding(Wrong.ROW_CHANGED, log, row),
                    new Finding(Wrong.ROW_INSERTED, log, row));
        }
    }

    @Test
    void aRemovedRowIsFoundAndNamed() {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            String log = any(LOGS.keySet());
            long row = any(sealed(log));
            tamper(() -> delete(log, row), "removed", new Finding(Wrong.ROW_REMOVED, log, row));
        }
    }

    @Test
    void anInsertedRowIsFoundAndNamed() {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            String log = any(LOGS.keySet());
            long row = any(rows(log));
            boolean marked = random.nextBoolean();
            long at = 100_000 + attempt;
            tamper(() -> copy(log, row, at, marked), "inserted", new Finding(Wrong.ROW_INSERTED, log, at));
        }
    }

    @Test
    void aCopyOfARowIsNotSealed() {
        for (String log : LOGS.keySet()) {
            long at = 200_000;
            tamper(
                    () -> {
                        copy(log, any(sealed(log)), at, true);
                        long before = world.sealing.breaches();
                        world.sealing.seal();
                        assertThat(world.sealing.breaches()).isEqualTo(before + 1);
                    },
                    "copied",
                    new Finding(Wrong.ROW_INSERTED, log, at));
        }
    }

    @Test
    void aRowTakenAwayWithItsLinkIsFound() {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            String log = any(LOGS.keySet());
            long row = any(sealed(log));
            boolean closeTheGap = random.nextBoolean();
            tamper(
                    () -> {
                        long position = position(log, row);
                        delete(log, row);
                        world.jdbc
                                .sql("delete from privacy_link where position = ?")
                                .param(position)
                                .update();
                        if (closeTheGap) {
                            renumber(position);
                        }
                    },
                    "removed with its link");
        }
    }

    @Test
    void aChainThatIsMadeAnewIsFound() {
        for (int attempt = 0; attempt < 40; attempt++) {
            String log = any(LOGS.keySet());
            long row = any(sealed(log));
            tamper(
                    () -> {
                        long position = position(log, row);
                        delete(log, row);
                        world.jdbc
                                .sql("delete from privacy_link where position = ?")
                                .param(position)
                                .update();
                        renumber(position);
                        rehash();
                        falseHead();
                    },
                    "chain made anew");
        }
    }

    @Test
    void theEndCutOffIsFoundByTheAnchorOutsideTheDatabase() {
        long last = world.jdbc
                .sql("select max(position) from privacy_link")
                .query(Long.class)
                .single();
        List<Long> signed = world.jdbc
                .sql("select position from privacy_checkpoint where position < ?")
                .param(last)
                .query(Long.class)
                .list();
        for (long position : signed) {
            tamper(
                    () -> {
                        LOGS.forEach((log, table) -> world.jdbc
                                .sql(
                                        "delete from " + table
                                                + " where seq in (select row_seq from privacy_link where log = ? and position > ?)")
                                .params(log, position)
                                .update());
                        world.jdbc
                                .sql("delete from privacy_link where position > ?")
                                .param(position)
                                .update();
                        world.jdbc
                                .sql("delete from privacy_checkpoint where position > ?")
                                .param(position)
                                .update();
                    },
                    "cut at " + position,
                    new Finding(Wrong.SET_BACK, null, last));
        }
    }

    @Test
    void everythingOfTheChainThrownAwayIsFound() {
        tamper(
                () -> {
                    world.jdbc.sql("delete from privacy_link").update();
                    world.jdbc.sql("delete from privacy_checkpoint").update();
                },
                "no chain");
    }

    @Test
    void aCheckpointOfAnotherKeyIsFound(@TempDir Path others) {
        SealKeys.rotate(others);
        SealKey stranger = SealKey.read(others.resolve("key.pem"));
        for (Checkpoint checkpoint : world.program(SealStore.class).checkpoints()) {
            Checkpoint forged = Checkpoint.sign(
                    checkpoint.position(), checkpoint.head(), checkpoint.at(), checkpoint.chain(), stranger);
            tamper(
                    () -> world.jdbc
                            .sql("update privacy_checkpoint set key_id = ?, signature = ? where position = ?")
                            .params(forged.keyId(), forged.signature(), forged.position())
                            .update(),
                    "another key",
                    new Finding(Wrong.CHECKPOINT_FALSE, null, checkpoint.position()));
        }
    }

    @Test
    void theNodeThatWroteARowMissesItIfItGoesBeforeItsSeal(@TempDir Path folder) {
        try (LogWorld other = LogWorld.open("jdbc:h2:mem:missed;DB_CLOSE_DELAY=-1", folder, 2)) {
            other.write(30);
            other.sealing.seal();
            other.write(30);
            LOGS.values().forEach(table -> other.jdbc
                    .sql("delete from " + table + " where seq = (select max(seq) from " + table + ")")
                    .update());
            other.jdbc
                    .sql("update journeys_log set outcome = 'rejected' where seq = (select max(seq) from journeys_log)")
                    .update();
            other.sealing.seal();

            assertThat(other.sealing.breaches()).isEqualTo(3);
            assertThat(other.verifier.verify().findings())
                    .extracting(Finding::wrong)
                    .containsExactly(Wrong.ROW_INSERTED);
        }
    }

    @Test
    void aNewKeyGoesOnWithTheChainAndTheOldOneStaysTrusted(@TempDir Path folder) {
        String database = "jdbc:h2:mem:rotation;DB_CLOSE_DELAY=-1";
        try (LogWorld before = LogWorld.open(database, folder, 3)) {
            before.write(20);
            before.sealing.seal();
            before.write(5);
        }
        SealKeys.rotate(folder);
        try (LogWorld after = LogWorld.again(database, folder)) {
            after.write(20);
            assertThat(after.sealing.seal()).isEqualTo(25);
            after.write(3);
            Report report = after.verifier.verify();
            assertThat(report.findings()).isEmpty();
            assertThat(report.links()).isEqualTo(45);
            assertThat(report.waiting()).isEqualTo(3);
        }
    }

    @Test
    void theCommandNamesTheRowAndEndsWithOne(@TempDir Path data) throws Exception {
        String database = "jdbc:h2:file:" + data.resolve("samspill");
        try (LogWorld file = LogWorld.open(database, data.resolve("seal"), 4)) {
            file.write(50);
            file.sealing.seal();
        }
        String[] command = {"verify-log", "--samspill.data=" + data};
        assertThat(LogCommands.wanted(command)).isTrue();
        assertThat(run(command))
                .isEqualTo("0 Sound: 50 rows sealed, 0 wait for the next seal, 1 signed checkpoints, 0 findings");

        try (LogWorld file = LogWorld.again(database, data.resolve("seal"))) {
            file.jdbc
                    .sql("update privacy_disclosure set person = 'somebody-else' where seq = 3")
                    .update();
        }
        assertThat(run(command)).startsWith("1 Row 3 of the log disclosures has been changed");

        assertThat(run("verify-log", "--samspill.data=" + data.resolve("nowhere")))
                .startsWith("2 There are no");
        assertThat(run("new-seal-key", "--samspill.data=" + data)).startsWith("0 Key ");
        try (var trusted = Files.list(data.resolve("seal/trusted"))) {
            assertThat(trusted).hasSize(2);
        }
    }

    private static String run(String... command) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int code = LogCommands.run(command, new PrintStream(said, true, StandardCharsets.UTF_8));
        return code + " " + said.toString(StandardCharsets.UTF_8).strip();
    }

    /** Tampers, verifies, and takes it back. One of the expected findings must be there; without any, some finding must. */
    private void tamper(Runnable act, String what, Finding... oneOf) {
        world.transaction.executeWithoutResult(status -> {
            act.run();
            List<Finding> findings = world.verifier.verify().findings();
            assertThat(findings).as(what).isNotEmpty();
            if (oneOf.length > 0) {
                assertThat(findings).as(what).containsAnyOf(oneOf);
            }
            status.setRollbackOnly();
        });
    }

    private void delete(String log, long row) {
        world.jdbc
                .sql("delete from " + LOGS.get(log) + " where seq = ?")
                .param(row)
                .update();
    }

    /** A copy of a row with another number, with the row's own mark or without. */
    private void copy(String log, long row, long at, boolean marked) {
        String table = LOGS.get(log);
        List<String> columns = columns(table);
        columns.remove("mark");
        String all = String.join(", ", columns);
        world.jdbc
                .sql("insert into " + table + " (seq, mark, " + all + ") overriding system value select ?, "
                        + (marked ? "mark" : "null") + ", " + all + " from " + table + " where seq = ?")
                .params(at, row)
                .update();
    }

    private void renumber(long gap) {
        world.jdbc
                .sql("update privacy_link set position = -position where position > ?")
                .param(gap)
                .update();
        world.jdbc
                .sql("update privacy_link set position = -position - 1 where position < 0")
                .update();
    }

    private void rehash() {
        SealStore store = world.program(SealStore.class);
        String before = "";
        for (SealStore.Link link : store.links(0, 10_000)) {
            SealedLog log = world.logs().stream()
                    .filter(one -> one.name().equals(link.log()))
                    .findFirst()
                    .orElseThrow();
            before = LogSealing.link(
                    before, link.log(), log.find(List.of(link.seq())).get(0));
            world.jdbc
                    .sql("update privacy_link set hash = ? where position = ?")
                    .params(before, link.position())
                    .update();
        }
    }

    /** The newest checkpoint is made to say what the chain says now; its signature cannot be. */
    private void falseHead() {
        world.jdbc.sql("""
                        update privacy_checkpoint set position = (select max(position) from privacy_link),
                            head = (select hash from privacy_link order by position desc fetch first 1 row only)
                        where position = (select max(position) from privacy_checkpoint)
                        """).update();
    }

    private long position(String log, long row) {
        return world.jdbc
                .sql("select position from privacy_link where log = ? and row_seq = ?")
                .params(log, row)
                .query(Long.class)
                .single();
    }

    private List<Long> rows(String log) {
        return world.jdbc
                .sql("select seq from " + LOGS.get(log))
                .query(Long.class)
                .list();
    }

    private List<Long> sealed(String log) {
        return world.jdbc
                .sql("select row_seq from privacy_link where log = ?")
                .param(log)
                .query(Long.class)
                .list();
    }

    /** All that a row tells: its number says which row it is, and the salt may be thrown away. */
    private List<String> columns(String table) {
        return new ArrayList<>(world.jdbc
                .sql("select lower(column_name) from information_schema.columns where lower(table_name) = ?"
                        + " and lower(column_name) not in ('seq', 'salt')")
                .param(table)
                .query(String.class)
                .list());
    }

    private static String other(String column) {
        return switch (column) {
            case "at", "due_at" -> "coalesce(" + column + ", current_timestamp) + interval '1' second";
            case "version" -> "version + 1";
            case "how" -> "case when how = 'read' then 'sent' else 'read' end";
            case "municipality" -> "'4601'";
            case "organisation", "supplier" -> "'310000027'";
            default -> "'x'";
        };
    }

    private <T> T any(java.util.Collection<T> all) {
        return all.stream().skip(random.nextInt(all.size())).findFirst().orElseThrow();
    }
}

package org.samspill.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.samspill.SamspillTest;
import org.samspill.work.Outcome;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/** The log tells of every step once, of nothing that did not happen, and of nobody. */
@SamspillTest
class JourneyLogTest {

    private static final String NAME = "Gunnbjørg Planteskjold";
    private static final String NUMBER = "01819011814";
    private static final String ADDRESS = "Hemmeligheten 77";
    private static final String WORDS = "Hun er redd for naboen";

    @Autowired
    private ApplicationContext program;

    @Autowired
    private JourneyLog log;

    @Autowired
    private Journeys journeys;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private LostKeys keys;

    @BeforeEach
    void open() {
        keys = new LostKeys(program);
    }

    @Test
    void everyStepIsOneRowAndTheRowsAreTheRoad() {
        JourneyId journey = keys.withALockToReplace(NAME, NUMBER);
        keys.delivered(journey, "Service_ReplaceLock", Map.of("lock.replacedOn", "2026-11-23"));

        List<String> road = log.of(journey).stream()
                .filter(event -> event.kind() != JourneyEvent.Kind.EVIDENCE)
                .map(event -> event.kind() + (event.element() == null ? "" : " " + event.element()))
                .toList();
        assertThat(road)
                .containsExactly(
                        "STARTED",
                        "REACHED Start_KeyLost",
                        "REACHED Service_ReadLease",
                        "COMPLETED Service_ReadLease",
                        "DECIDED Decide_Payer",
                        "REACHED Gateway_Payer",
                        "REACHED Task_AcceptCost",
                        "COMPLETED Task_AcceptCost",
                        "REACHED Gateway_Accepted",
                        "REACHED Call_ReplaceLock",
                        "REACHED Start_LockNeeded",
                        "REACHED Service_ReplaceLock",
                        "COMPLETED Service_ReplaceLock",
                        "REACHED End_LockReplaced",
                        "COMPLETED Call_ReplaceLock",
                        "REACHED End_KeyReplaced",
                        "ENDED");
    }

    @Test
    void whatIsRolledBackLeavesNothingAndIsDoneTheNextTime() {
        JourneyId journey = keys.reported(NAME, NUMBER);
        List<JourneyEvent> before = log.of(journey);
        String rows = rows(journey);

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    assertThat(delivered(journey)).isInstanceOf(Outcome.Done.class);
                    assertThat(log.of(journey)).hasSizeGreaterThan(before.size());
                    // The database refuses what comes after, in the same transaction.
                    jdbc.sql("insert into journeys_journey select * from journeys_journey where id = ?")
                            .param(journey.value())
                            .update();
                }))
                .isInstanceOf(DuplicateKeyException.class);

        assertThat(log.of(journey)).isEqualTo(before);
        assertThat(rows(journey)).isEqualTo(rows);
        assertThat(journeys.dataOf(journeys.find(journey).orElseThrow())).doesNotContainKey("lease.address");
        assertThat(delivered(journey)).isInstanceOf(Outcome.Done.class);
        assertThat(keys.waiting(journey, "Task_AcceptCost").open()).isTrue();
    }

    @Test
    void aStartThatIsRolledBackWasNeverMade() {
        int before = all();
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    JourneyId journey = keys.reported(NAME, NUMBER);
                    // The journey's own row, which is written last, is refused.
                    jdbc.sql("""
                                    insert into journeys_journey (id, life_event, version, definition_id, state, started_at)
                                    values (?, 'other', 1, 'other', 'open', current_timestamp)
                                    """).param(journey.value()).update();
                }))
                .isInstanceOf(DuplicateKeyException.class);
        assertThat(all()).isEqualTo(before);
    }

    @Test
    void nothingIsLoggedOutsideTheTransactionOfAStep() {
        JourneyId journey = keys.reported(NAME, NUMBER);
        assertThatThrownBy(
                        () -> log.write(JourneyLog.Entry.journey(journey, JourneyEvent.Kind.MESSAGE, "KeyFound", null)))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void nobodyIsKnownByTheLog() {
        JourneyId journey = keys.reported(NAME, NUMBER);
        keys.delivered(journey, "Service_ReadLease", Map.of("lease.address", ADDRESS, "lease.lockClass", "standard"));
        keys.answered(journey, "Task_AcceptCost", Map.of("cost.accepted", "true"));
        keys.refused(journey, "Service_ReplaceLock", "nobody-home", WORDS);
        keys.handled(journey, "Task_CallBack", Map.of("call.note", WORDS));
        assertThat(journeys.find(journey).orElseThrow().open()).isFalse();

        List<Map<String, Object>> rows = jdbc.sql("select * from journeys_log where journey_id = ?")
                .param(journey.value())
                .query()
                .listOfRows();
        assertThat(rows).hasSizeGreaterThan(15);
        String tenant = journeys.participants(journey).get(0).person().value();
        assertThat(rows)
                .allSatisfy(row -> row.forEach((column, value) -> assertThat(String.valueOf(value))
                        .as(column)
                        .doesNotContainIgnoringCase(NAME)
                        .doesNotContain(NUMBER, ADDRESS, WORDS, tenant, "2026-11-20")));
    }

    private Outcome delivered(JourneyId journey) {
        return keys.delivered(
                journey, "Service_ReadLease", Map.of("lease.address", ADDRESS, "lease.lockClass", "standard"));
    }

    /** What of the journey stands in the tables that a step writes to. */
    private String rows(JourneyId journey) {
        return jdbc.sql("""
                        select (select count(*) from work_item where journey_id = :id) || ' '
                            || (select count(*) from work_item where journey_id = :id and state = 'OPEN') || ' '
                            || (select count(*) from journeys_participant where journey_id = :id) || ' '
                            || (select count(*) from act_ru_variable v join journeys_journey j
                                on j.process_instance_id = v.proc_inst_id_ where j.id = :id)
                        """).param("id", journey.value()).query(String.class).single();
    }

    private int all() {
        return jdbc.sql("""
                        select (select count(*) from journeys_log) + (select count(*) from journeys_journey)
                            + (select count(*) from work_item) + (select count(*) from act_ru_execution)
                        """).query(Integer.class).single();
    }
}

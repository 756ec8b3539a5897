package org.samspill.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.samspill.LockWait;
import org.samspill.SamspillTest;
import org.samspill.bench.ThreeBranches;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What an actor tells at the moment in which the journey's last step ends it: neither is half done, and no data are left behind. */
@SamspillTest
class LateDataTest {

    private static final Map<String, Object> TOLD = Map.of("told.late", "noe nytt");

    @Autowired
    private ApplicationContext program;

    @Autowired
    private Journeys journeys;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private ThreeBranches cases;
    private JourneyId journey;
    private String process;

    @BeforeEach
    void onlyTheLastAnswerIsLeft() {
        cases = new ThreeBranches(program, false);
        journey = cases.untilApproval();
        process = journeys.find(journey).orElseThrow().processInstanceId();
    }

    @Test
    void whoEndsTheJourneySeesWhatWasToldJustBefore() {
        CompletableFuture<Void> ending = new CompletableFuture<>();
        transaction.executeWithoutResult(status -> {
            journeys.deliver(journey, "told", TOLD, null);
            ending.completeAsync(() -> {
                cases.approve(journey);
                return null;
            });
            LockWait.untilItWaitsOrIsDone(program, ending);
        });

        ending.join();
        assertThat(journeys.find(journey).orElseThrow().open()).isFalse();
        assertThat(leftBehind()).isZero();
    }

    @Test
    void whoTellsSomethingJustAfterTheEndIsToldSo() {
        CompletableFuture<Integer> telling = new CompletableFuture<>();
        transaction.executeWithoutResult(status -> {
            cases.approve(journey);
            telling.completeAsync(() -> journeys.deliver(journey, "told", TOLD, null));
            LockWait.untilItWaitsOrIsDone(program, telling);
        });

        assertThatThrownBy(telling::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(OptimisticLockingException.class);
        assertThat(leftBehind()).isZero();
    }

    private int leftBehind() {
        return jdbc.sql("select count(*) from act_ru_variable where proc_inst_id_ = ?")
                .param(process)
                .query(Integer.class)
                .single();
    }
}

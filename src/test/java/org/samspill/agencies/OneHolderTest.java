package org.samspill.agencies;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.samspill.LockWait;
import org.samspill.SamspillTest;
import org.samspill.actors.OrganisationNumber;
import org.samspill.journeys.JourneyId;
import org.samspill.work.MachineWork;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.transaction.support.TransactionTemplate;

/** A piece of work is given out once, also to a machine that asks twice at the same time, and nobody gives back what another holds. */
@SamspillTest
class OneHolderTest {

    private static final OrganisationNumber OFFICE = OrganisationNumber.of(Garden.SURVEY_OFFICE);
    private static final MachineWork.Worker ONE = new MachineWork.Worker(OFFICE, "one");
    private static final MachineWork.Worker OTHER = new MachineWork.Worker(OFFICE, "other");

    @Autowired
    private ApplicationContext program;

    @Autowired
    private MachineWork work;

    @Autowired
    private TransactionTemplate transaction;

    private JourneyId journey;

    @BeforeEach
    void aJourneyWaits() {
        journey = Garden.of(program).started();
    }

    @Test
    void whoAsksTwiceAtTheSameTimeGetsItOnce() {
        CompletableFuture<Integer> again = new CompletableFuture<>();
        int first = transaction.execute(status -> {
            int got = fetched(ONE);
            again.completeAsync(() -> fetched(ONE));
            LockWait.untilItWaitsOrIsDone(program, again);
            return got;
        });

        assertThat(first).isOne();
        assertThat(again.join()).isZero();
    }

    @Test
    void whatCameTooLateForOneIsNotTakenFromAnother() {
        assertThat(fetched(ONE)).isOne();
        String id = Garden.of(program).waiting(journey).id();
        work.unlock(OFFICE, id);
        assertThat(fetched(OTHER)).isOne();

        work.giveBack(ONE, id);
        assertThat(fetched(ONE)).isZero();
        work.giveBack(OTHER, id);
        assertThat(fetched(ONE)).isOne();
    }

    private int fetched(MachineWork.Worker worker) {
        var from = new MachineWork.Filter(Set.of(journey.value()), Set.of(), Set.of());
        try {
            return work.fetch(
                            worker,
                            List.of(new MachineWork.Wanted(Garden.SURVEY, Duration.ofMinutes(1), null, from)),
                            10)
                    .size();
        } catch (ConcurrencyFailureException lost) {
            return 0;
        }
    }
}

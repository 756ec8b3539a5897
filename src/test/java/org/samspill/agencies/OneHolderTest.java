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
import org.samspill.engine.ClockSkew;
import org.samspill.journeys.JourneyId;
import org.samspill.work.Fetching;
import org.samspill.work.Fetching.Fetched;
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
    private static final MachineWork.Worker THIRD = new MachineWork.Worker(OFFICE, "third");

    @Autowired
    private ApplicationContext program;

    @Autowired
    private Fetching fetching;

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
            int got = fetched(ONE).size();
            again.completeAsync(() -> fetched(ONE).size());
            LockWait.untilItWaitsOrIsDone(program, again);
            return got;
        });

        assertThat(first).isOne();
        assertThat(again.join()).isZero();
    }

    @Test
    void whatCameTooLateForOneIsNotTakenFromAnother() {
        keepsWhatAnEarlierPollGivesBack(OTHER, Duration.ofMinutes(1));
    }

    @Test
    void whatCameTooLateForOnePollIsNotTakenFromTheNextOneOfTheSameWorker() {
        keepsWhatAnEarlierPollGivesBack(ONE, Duration.ofMinutes(2));
    }

    private void keepsWhatAnEarlierPollGivesBack(MachineWork.Worker holder, Duration lock) {
        Fetched tooLate = one(fetched(ONE));
        work.unlock(OFFICE, tooLate.item().id());
        Fetched held = one(fetched(holder, lock));

        fetching.giveBack(tooLate);
        assertThat(fetched(THIRD).size()).isZero();
        fetching.giveBack(held);
        assertThat(fetched(THIRD).size()).isOne();
    }

    /** A node's clock is finer than the databases keep a time. */
    @Test
    void aLockIsKnownByItsEndWhateverTheClockSays() {
        ClockSkew skew = program.getBean(ClockSkew.class);
        Duration measured = skew.ahead();
        try {
            for (int nanos : new int[] {1, 499, 500, 501, 999}) {
                skew.is(measured.plusNanos(nanos));
                fetching.giveBack(one(fetched(ONE)));
            }
        } finally {
            skew.is(measured);
        }
        assertThat(fetched(OTHER).size()).isOne();
    }

    private static Fetched one(List<Fetched> fetched) {
        assertThat(fetched.size()).isOne();
        return fetched.get(0);
    }

    private List<Fetched> fetched(MachineWork.Worker worker) {
        return fetched(worker, Duration.ofMinutes(1));
    }

    private List<Fetched> fetched(MachineWork.Worker worker, Duration lock) {
        var from = new Fetching.Filter(Set.of(journey.value()), Set.of(), Set.of());
        try {
            return fetching.fetch(worker, List.of(new Fetching.Wanted(Garden.SURVEY, lock, null, from)), 10);
        } catch (ConcurrencyFailureException lost) {
            return List.of();
        }
    }
}

package org.samspill.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.samspill.actors.OrganisationNumber;
import org.samspill.journeys.JourneyId;
import org.samspill.work.WorkSignals.Change;
import org.samspill.work.WorkSignals.Stage;

class KnownKindsTest {

    private static final OrganisationNumber OFFICE = OrganisationNumber.of("390000006");

    private final AtomicLong nanos = new AtomicLong();
    private final KnownKinds kinds = new KnownKinds(nanos::get);
    private final List<WorkKind> standing =
            new ArrayList<>(List.of(WorkKind.of("child  Task_1 f2", "d"), WorkKind.of("child help Task_2 ", "d")));
    private int asked;

    @Test
    void theyAreRememberedForASecond() {
        get();
        get();
        assertThat(asked).isEqualTo(1);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        get();
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void whatIsAskedAgainIsRememberedForASecondMore() {
        get();
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(900));
        kinds.ask(OFFICE, false, () -> standing);
        kinds.heard(change(Stage.OPENED, "child", "Task_1", "f2", null));
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(999));
        get();
        assertThat(asked).isEqualTo(1);
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
        get();
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void workOfAKnownKindComesAndGoesAndNothingIsAsked() {
        get();
        kinds.heard(change(Stage.OPENED, "child", "Task_1", "f2", null));
        kinds.heard(change(Stage.OPENED, "child", "Task_2", null, "help"));
        kinds.heard(change(Stage.ENDED, "child", "Task_9", "f2", null));
        get();
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void aKindThatComesIsKnownAtOnce() {
        get();
        standing.add(WorkKind.of("child  Task_1 f3", "d"));
        kinds.heard(change(Stage.OPENED, "child", "Task_1", "f3", null));
        assertThat(get()).hasSize(3);
    }

    @Test
    void aKindThatComesWhileOthersAreReadIsNotForgotten() {
        List<WorkKind> before = List.copyOf(standing);
        kinds.get(OFFICE, false, () -> {
            standing.add(WorkKind.of("child  Task_1 f3", "d"));
            kinds.heard(change(Stage.OPENED, "child", "Task_1", "f3", null));
            return before;
        });
        assertThat(get()).hasSize(3);
    }

    @Test
    void whatMayBeKnownOfGuardedWorkIsRememberedApart() {
        get();
        kinds.get(OFFICE, true, () -> {
            asked++;
            return standing;
        });
        assertThat(asked).isEqualTo(2);
    }

    private List<WorkKind> get() {
        return kinds.get(OFFICE, false, () -> {
            asked++;
            return List.copyOf(standing);
        });
    }

    private static Change change(Stage stage, String lifeEvent, String element, String function, String service) {
        return new Change("i", stage, JourneyId.random(), lifeEvent, element, OFFICE, function, service, null, false);
    }
}

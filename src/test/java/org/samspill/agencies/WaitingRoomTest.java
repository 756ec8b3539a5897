package org.samspill.agencies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.samspill.actors.OrganisationNumber;
import org.samspill.work.Fetching;
import org.samspill.work.Fetching.Fetched;
import org.samspill.work.MachineWork;
import org.samspill.work.WorkSignals;
import org.springframework.http.HttpStatus;

/** Who may wait, and what becomes of those who wait when the server stops. */
class WaitingRoomTest {

    private final WaitingRoom room = new WaitingRoom(organisations -> Map.of(), new WorkSignals(), 2);

    @BeforeEach
    void open() {
        room.start();
    }

    @AfterEach
    void close() {
        if (room.isRunning()) {
            room.stop();
        }
    }

    private static FetchReader.Wish wish() {
        OrganisationNumber organisation = OrganisationNumber.of(Garden.SURVEY_OFFICE);
        return new FetchReader.Wish(
                new MachineWork.Worker(organisation, "w"),
                List.of(new Fetching.Wanted(Garden.SURVEY, Duration.ofSeconds(1))),
                1,
                Fetching.Order.URGENCY,
                Duration.ofMinutes(5),
                Set.of());
    }

    private static Poll poll() {
        return new Poll(wish(), List::of, fetched -> List.of(), late -> {});
    }

    @Test
    void theThirdOfTwoIsToldToComeBack() {
        room.enter(poll());
        room.enter(poll());
        assertThat(room.waiting()).isEqualTo(2);
        assertThatExceptionOfType(ProtocolRefusal.class)
                .isThrownBy(() -> room.enter(poll()))
                .satisfies(refusal -> {
                    assertThat(refusal.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
                    assertThat(refusal.key()).isEqualTo("agencies.polls.full");
                });
    }

    @Test
    void whoWaitsWhenTheServerStopsIsSentAwayAndNobodyComesInAfter() {
        Poll waiting = poll();
        room.enter(waiting);
        room.stop();
        assertThat(waiting.answer().getResult())
                .isInstanceOfSatisfying(ProtocolRefusal.class, refusal -> assertThat(refusal.status())
                        .isEqualTo(HttpStatus.SERVICE_UNAVAILABLE));
        assertThatExceptionOfType(ProtocolRefusal.class).isThrownBy(() -> room.enter(poll()));
    }

    @Test
    void whatIsFetchedTooLateIsGivenBack() {
        List<Fetched> task = List.of(mock(Fetched.class));
        List<Fetched> back = new ArrayList<>();
        Poll[] self = new Poll[1];
        // The time is up while it looks.
        self[0] = new Poll(
                wish(),
                () -> {
                    self[0].nothing();
                    return task;
                },
                fetched -> List.of(),
                back::addAll);
        assertThat(self[0].mayLook()).isTrue();
        self[0].look();
        assertThat(back).isEqualTo(task);
    }

    @Test
    void whoIsWokenWhileLookingLooksAgain() {
        AtomicInteger looks = new AtomicInteger();
        Poll[] self = new Poll[1];
        self[0] = new Poll(
                wish(),
                () -> {
                    if (looks.incrementAndGet() == 1) {
                        assertThat(self[0].mayLook()).isFalse();
                    }
                    return List.of();
                },
                fetched -> List.of(),
                late -> {});
        assertThat(self[0].mayLook()).isTrue();
        self[0].look();
        assertThat(looks).hasValue(2);
        assertThat(self[0].mayLook()).isTrue();
    }
}

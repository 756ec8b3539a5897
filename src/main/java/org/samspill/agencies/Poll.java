package org.samspill.agencies;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.samspill.actors.OrganisationNumber;
import org.samspill.work.Fetching;
import org.samspill.work.Fetching.Fetched;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.async.DeferredResult;

/** One machine's wait for work: it looks when it is woken, one look at a time, and is over once it has an answer. */
class Poll {

    private enum State {
        RESTING,
        LOOKING,
        /** Woken again while it looked: what came meanwhile may have been missed. */
        LOOKING_AGAIN,
        OVER
    }

    /** The container's own limit is only a net under ours, which is on time. */
    private static final long NET_MILLIS = 30_000;

    private final FetchReader.Wish wish;
    private final Supplier<List<Fetched>> fetch;
    private final Function<List<Fetched>, List<LockedTask>> write;
    private final Consumer<List<Fetched>> giveBack;
    private final DeferredResult<ResponseEntity<List<LockedTask>>> answer;
    private final AtomicReference<State> state = new AtomicReference<>(State.RESTING);

    /**
     * @param fetch locks work and gives it, or nothing
     * @param write makes the answer of it
     * @param giveBack unlocks work that came too late for the answer
     */
    Poll(
            FetchReader.Wish wish,
            Supplier<List<Fetched>> fetch,
            Function<List<Fetched>, List<LockedTask>> write,
            Consumer<List<Fetched>> giveBack) {
        this.wish = wish;
        this.fetch = fetch;
        this.write = write;
        this.giveBack = giveBack;
        this.answer = new DeferredResult<>(wish.patience().toMillis() + NET_MILLIS);
    }

    DeferredResult<ResponseEntity<List<LockedTask>>> answer() {
        return answer;
    }

    Duration patience() {
        return wish.patience();
    }

    OrganisationNumber organisation() {
        return wish.worker().organisation();
    }

    Set<String> services() {
        return wish.wanted().stream().map(Fetching.Wanted::service).collect(Collectors.toSet());
    }

    boolean wants(OrganisationNumber organisation, Set<String> services) {
        return organisation().equals(organisation)
                && wish.wanted().stream().anyMatch(want -> services.contains(want.service()));
    }

    void whenOver(Runnable then) {
        answer.onCompletion(() -> {
            state.set(State.OVER);
            then.run();
        });
        answer.onTimeout(this::nothing);
    }

    /** True when nobody looks yet; who looks already looks once more. */
    boolean mayLook() {
        State before = state.getAndUpdate(now -> switch (now) {
            case RESTING -> State.LOOKING;
            case LOOKING, LOOKING_AGAIN -> State.LOOKING_AGAIN;
            case OVER -> State.OVER;
        });
        return before == State.RESTING;
    }

    void look() {
        do {
            if (answer.isSetOrExpired()) {
                return;
            }
            state.compareAndSet(State.LOOKING_AGAIN, State.LOOKING);
            try {
                List<Fetched> fetched = fetch.get();
                if (!fetched.isEmpty()) {
                    answer(fetched);
                    return;
                }
            } catch (RuntimeException failure) {
                answer.setErrorResult(failure);
                return;
            }
        } while (!state.compareAndSet(State.LOOKING, State.RESTING) && state.get() != State.OVER);
    }

    private void answer(List<Fetched> fetched) {
        if (!answer.setResult(json(write.apply(fetched)))) {
            giveBack.accept(fetched);
        }
    }

    /** The time is up. */
    void nothing() {
        answer.setResult(json(List.of()));
    }

    void refuse(ProtocolRefusal refusal) {
        answer.setErrorResult(refusal);
    }

    /** Exactly this media type: with a charset the JavaScript client reads nothing. */
    static ResponseEntity<List<LockedTask>> json(List<LockedTask> tasks) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(tasks);
    }
}

package org.samspill.agencies;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.samspill.actors.OrganisationNumber;
import org.samspill.work.Fetching;
import org.samspill.work.WorkSignals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Where machines wait for work. A poll is woken when work for it is committed on this node, and by a look at the table every half second for what came
 * from other nodes, from locks that ran out and from pauses that ended. One query serves all that wait, and looks into the index for what they want alone.
 */
@Component
class WaitingRoom implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(WaitingRoom.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int HANDS = 4;

    private final UnaryOperator<Map<OrganisationNumber, Set<String>>> table;
    private final WorkSignals signals;
    private final int capacity;
    private final Semaphore seats;
    private final Set<Poll> waiting = ConcurrentHashMap.newKeySet();

    private volatile boolean open;
    private ScheduledThreadPoolExecutor hands;
    private AutoCloseable listening = () -> {};

    @Autowired
    WaitingRoom(Fetching fetching, WorkSignals signals, @Value("${samspill.polls:1000}") int capacity) {
        this(fetching::available, signals, capacity);
    }

    /** @param table tells, of some services of organisations, which have work that a machine could take now */
    WaitingRoom(UnaryOperator<Map<OrganisationNumber, Set<String>>> table, WorkSignals signals, int capacity) {
        this.table = table;
        this.signals = signals;
        this.capacity = capacity;
        this.seats = new Semaphore(capacity);
        this.hands = threads();
    }

    private static ScheduledThreadPoolExecutor threads() {
        var threads = new ScheduledThreadPoolExecutor(HANDS, task -> {
            Thread thread = new Thread(task, "agencies-polls");
            thread.setDaemon(true);
            return thread;
        });
        // A poll that was answered early must not be kept until its time would have been up.
        threads.setRemoveOnCancelPolicy(true);
        threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return threads;
    }

    /** Lets a poll wait; refuses when every seat is taken or the server is stopping. */
    void enter(Poll poll) {
        if (!open) {
            throw stopping();
        }
        if (!seats.tryAcquire()) {
            throw new ProtocolRefusal(
                    HttpStatus.SERVICE_UNAVAILABLE, ProtocolRefusal.INVALID_REQUEST, "agencies.polls.full", capacity);
        }
        waiting.add(poll);
        ScheduledFuture<?> limit;
        try {
            limit = hands.schedule(poll::nothing, poll.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException meanwhile) {
            leave(poll);
            throw stopping();
        }
        poll.whenOver(() -> {
            limit.cancel(false);
            leave(poll);
        });
        if (!open) {
            poll.refuse(stopping());
            return;
        }
        // What was committed between the first look and now has told nobody.
        wake(poll);
    }

    private void leave(Poll poll) {
        if (waiting.remove(poll)) {
            seats.release();
        }
    }

    /** How many polls wait now. */
    int waiting() {
        return waiting.size();
    }

    private static ProtocolRefusal stopping() {
        return new ProtocolRefusal(HttpStatus.SERVICE_UNAVAILABLE, ProtocolRefusal.REST, "agencies.polls.stopping");
    }

    private void changed(WorkSignals.Change change) {
        if (change.organisation() != null && change.service() != null) {
            wake(change.organisation(), Set.of(change.service()));
        }
    }

    private void wake(OrganisationNumber organisation, Set<String> services) {
        waiting.stream().filter(poll -> poll.wants(organisation, services)).forEach(this::wake);
    }

    private void wake(Poll poll) {
        if (poll.mayLook()) {
            try {
                hands.execute(poll::look);
            } catch (RejectedExecutionException stopped) {
                poll.refuse(stopping());
            }
        }
    }

    private void lookAtTheTable() {
        try {
            Map<OrganisationNumber, Set<String>> wanted = new HashMap<>();
            waiting.forEach(poll -> wanted.computeIfAbsent(poll.organisation(), number -> new HashSet<>())
                    .addAll(poll.services()));
            if (!wanted.isEmpty()) {
                table.apply(wanted).forEach(this::wake);
            }
        } catch (RuntimeException databaseAway) {
            // The next look may succeed; a scheduled task that throws would never run again.
            log.warn("The table of work could not be looked at: {}", databaseAway.toString());
        }
    }

    @Override
    public void start() {
        if (hands.isShutdown()) {
            hands = threads();
        }
        listening = signals.listen(this::changed);
        hands.scheduleWithFixedDelay(this::lookAtTheTable, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
        open = true;
    }

    /** Sends everybody away before the web server waits for requests to end. */
    @Override
    public void stop() {
        open = false;
        try {
            listening.close();
        } catch (Exception impossible) {
            log.warn("Listening for work could not be ended", impossible);
        }
        List.copyOf(waiting).forEach(poll -> poll.refuse(stopping()));
        hands.shutdown();
    }

    @Override
    public boolean isRunning() {
        return open;
    }
}

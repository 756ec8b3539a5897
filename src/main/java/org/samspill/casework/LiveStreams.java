package org.samspill.casework;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.samspill.work.WorkSignals;
import org.springframework.boot.web.context.WebServerGracefulShutdownLifecycle;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The open streams of live pages. They carry names and ids only; the page asks again with its reader's own rights. Everything is sent from one thread
 * of its own, so a slow reader never holds up the work that woke her page.
 */
@Component
class LiveStreams implements SmartLifecycle {

    private static final long HEARTBEAT_SECONDS = 25;

    /** What a stream tells of a change: the event's name and the id. */
    record Tell(String event, String id) {}

    private record Stream(SseEmitter emitter, Function<WorkSignals.Change, @Nullable Tell> wants) {}

    private final WorkSignals signals;
    private final List<Stream> streams = new CopyOnWriteArrayList<>();
    private @Nullable ScheduledExecutorService sender;
    private @Nullable AutoCloseable listening;

    LiveStreams(WorkSignals signals) {
        this.signals = signals;
    }

    /**
     * Opens a stream.
     *
     * @param wants what to tell of a change; null when it is not for this page
     */
    SseEmitter open(Function<WorkSignals.Change, @Nullable Tell> wants) {
        SseEmitter emitter = new SseEmitter(0L);
        Stream stream = new Stream(emitter, wants);
        emitter.onCompletion(() -> streams.remove(stream));
        emitter.onError(gone -> streams.remove(stream));
        streams.add(stream);
        later(() -> send(stream, SseEmitter.event().comment("open")));
        return emitter;
    }

    private void changed(WorkSignals.Change change) {
        later(() -> streams.forEach(stream -> {
            Tell tell = stream.wants().apply(change);
            if (tell != null) {
                send(stream, SseEmitter.event().name(tell.event()).data(tell.id()));
            }
        }));
    }

    private void beat() {
        streams.forEach(stream -> send(stream, SseEmitter.event().comment("")));
    }

    private void send(Stream stream, SseEmitter.SseEventBuilder event) {
        try {
            stream.emitter().send(event);
        } catch (IOException | IllegalStateException gone) {
            streams.remove(stream);
        }
    }

    private void later(Runnable task) {
        ScheduledExecutorService thread = sender;
        if (thread != null && !thread.isShutdown()) {
            thread.execute(task);
        }
    }

    @Override
    public void start() {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread made = new Thread(work, "live-pages");
            made.setDaemon(true);
            return made;
        });
        thread.scheduleAtFixedRate(this::beat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
        sender = thread;
        listening = signals.listen(this::changed);
    }

    @Override
    public void stop() {
        try {
            if (listening != null) {
                listening.close();
            }
        } catch (Exception never) {
            throw new IllegalStateException(never);
        }
        listening = null;
        if (sender != null) {
            sender.shutdownNow();
        }
        streams.forEach(stream -> stream.emitter().complete());
        streams.clear();
    }

    @Override
    public boolean isRunning() {
        return listening != null;
    }

    /** Before the web server stops: it waits for open requests, and these would never end by themselves. */
    @Override
    public int getPhase() {
        return WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE + 1;
    }
}

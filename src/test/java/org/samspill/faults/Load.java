package org.samspill.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Organisations and people at work on a cluster, as a balancer would send them: each call to a node in turn, again at another when it was not answered or told to
 * come back. Starts carry a key, completions the id of the work, so asking again is safe.
 */
final class Load implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(60);
    private static final Duration AGAIN = Duration.ofMillis(200);
    private static final Duration TOKEN = Duration.ofMinutes(4);
    private static final int LOCK_MILLIS = 20_000;
    private static final String RECEIVER = "01819010192";

    private final Cluster cluster;
    private final Ledger ledger = new Ledger();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong turn = new AtomicLong();
    private volatile boolean starting = true;
    private volatile boolean working = true;
    private volatile Duration startPause = PAUSE;
    private volatile Caller machine;

    private Load(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Begins at once. */
    static Load on(Cluster cluster, int starters, int machines, int people) {
        Load load = new Load(cluster);
        int port = cluster.nodes().stream()
                .filter(Node::alive)
                .findFirst()
                .orElseThrow()
                .port();
        load.machine = Caller.machine(port, Cluster.DEPOT);
        load.thread("tokens", load::tokens);
        for (int i = 0; i < starters; i++) {
            load.thread("starter", load::starter);
        }
        for (int i = 0; i < machines; i++) {
            String worker = "w" + i;
            load.thread("machine", () -> load.machine(worker));
        }
        for (int i = 0; i < people; i++) {
            Caller person = Caller.person(port, Cluster.PERSON);
            load.thread("person", () -> load.person(person));
        }
        return load;
    }

    static Load on(Cluster cluster) {
        return on(cluster, 3, 3, 2);
    }

    Ledger ledger() {
        return ledger;
    }

    /** Between two starts of one starter. */
    Load pausing(Duration pause) {
        startPause = pause;
        return this;
    }

    private void thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    /** A token holds for ten minutes only. */
    private void tokens() {
        for (long made = System.nanoTime(); working; Wait.pass(AGAIN)) {
            if (System.nanoTime() - made > TOKEN.toNanos()) {
                Caller next = Caller.machine(port(), Cluster.DEPOT);
                if (next.known()) {
                    machine = next;
                    made = System.nanoTime();
                }
            }
        }
    }

    private void starter() {
        while (starting) {
            String key = UUID.randomUUID().toString();
            ledger.asked(key);
            while (working && !start(key)) {
                Wait.pass(AGAIN);
            }
            Wait.pass(startPause);
        }
    }

    private boolean start(String key) {
        Caller keyed = machine.also("Idempotency-Key", key);
        int port = port();
        Caller.Answer answer = heard(port, "start", keyed.post(port, "/api/journeys", parcel()));
        if (answer.ok()) {
            ledger.started(key, answer.json().path("id").asText());
        }
        return answer.ok();
    }

    static Map<String, Object> parcel() {
        return Map.of(
                "lifeEvent", "parcel", "data", Map.of("receiver.nationalId", RECEIVER, "parcel.day", "2026-01-05"));
    }

    private void machine(String worker) {
        while (working) {
            int port = port();
            Caller.Answer answer =
                    heard(port, "fetch", machine.post(port, "/engine-rest/external-task/fetchAndLock", fetch(worker)));
            if (!answer.ok()) {
                Wait.pass(AGAIN);
                continue;
            }
            for (JsonNode task : answer.json()) {
                deliver(worker, task.path("id").asText());
            }
        }
    }

    static Map<String, Object> fetch(String worker) {
        return Map.of(
                "workerId",
                worker,
                "maxTasks",
                3,
                "asyncResponseTimeout",
                3_000,
                "topics",
                List.of(Map.of("topicName", "depot.parcel.bring", "lockDuration", LOCK_MILLIS)));
    }

    static Map<String, Object> delivery(String worker) {
        return Map.of(
                "workerId",
                worker,
                "variables",
                Map.of(
                        "parcel.shelf",
                        Map.of(
                                "type",
                                "String",
                                "value",
                                "A" + ThreadLocalRandom.current().nextInt(99))));
    }

    private void deliver(String worker, String task) {
        Map<String, Object> delivery = delivery(worker);
        again(
                "complete",
                task,
                port -> machine.post(port, "/engine-rest/external-task/" + task + "/complete", delivery));
    }

    private void person(Caller person) {
        while (working) {
            int port = port();
            Caller.Answer list = heard(port, "list", person.get(port, "/api/work-items?view=group&size=10"));
            JsonNode items = list.ok() ? list.json().path("items") : Caller.JSON.createArrayNode();
            for (JsonNode item : items) {
                if (item.path("kind").asText().equals("user")) {
                    String id = item.path("id").asText();
                    Map<String, Object> answers = Map.of("data", Map.of("parcel.handedOut", true));
                    again("answer", id, at -> person.post(at, "/api/work-items/" + id + "/complete", answers));
                }
            }
            Wait.pass(AGAIN);
        }
    }

    private interface Call {
        Caller.Answer at(int port);
    }

    /** Until somebody says yes or no; 0, 5xx and 429 are neither. */
    private void again(String what, String id, Call call) {
        while (working) {
            int port = port();
            Caller.Answer answer = heard(port, what, call.at(port));
            if (answer.ok()) {
                ledger.done(id);
            }
            if (answer.status() >= 200 && answer.status() < 500 && answer.status() != 429) {
                return;
            }
            Wait.pass(AGAIN);
        }
    }

    private Caller.Answer heard(int port, String what, Caller.Answer answer) {
        ledger.heard(port, what, answer);
        return answer;
    }

    private int port() {
        List<Node> nodes = cluster.nodes();
        return nodes.get((int) (turn.incrementAndGet() % nodes.size())).port();
    }

    /** No new journeys; waits until all that were acknowledged have come to their end. */
    void finish(Duration atMost) {
        starting = false;
        Wait.until(atMost, "all journeys that were acknowledged have ended", () -> Reckoning.open(cluster) == 0);
        close();
    }

    @Override
    public void close() {
        starting = false;
        working = false;
        for (Thread thread : threads) {
            try {
                thread.join(40_000);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

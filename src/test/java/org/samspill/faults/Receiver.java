package org.samspill.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Who takes an organisation's events at an address of this machine, in good and in bad manners, and remembers what it took. */
final class Receiver implements AutoCloseable {

    enum Manner {
        TAKES,
        /** Nobody listens at its port. */
        IS_DOWN,
        REFUSES,
        /** It takes the call and says nothing for a minute. */
        HANGS,
        SENDS_ELSEWHERE
    }

    private static final Duration HANGING = Duration.ofSeconds(60);
    private static final List<String> TYPES = List.of("WorkItemOpened", "WorkItemCompleted");

    /**
     * An event that came.
     *
     * @param what the work item and the type
     */
    private record Taken(String id, String what, String journey, String sequence, String text) {

        static Taken of(JsonNode event) {
            return new Taken(
                    event.path("id").asText(),
                    event.at("/data/workItem").asText() + event.path("type").asText(),
                    event.path("subject").asText(),
                    event.path("sequence").asText(),
                    event.toString());
        }
    }

    private final Queue<Taken> taken = new ConcurrentLinkedQueue<>();
    private final Map<String, String> told = new ConcurrentHashMap<>();
    private final Map<Manner, AtomicInteger> tries = new EnumMap<>(Manner.class);
    private final AtomicInteger elsewhere = new AtomicInteger();
    private final AtomicInteger hanging = new AtomicInteger();
    private final AtomicInteger mostHanging = new AtomicInteger();
    private final ExecutorService hands = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "receiver");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpServer other;
    private volatile Manner manner = Manner.TAKES;
    private HttpServer server;

    Receiver() {
        for (Manner each : Manner.values()) {
            tries.put(each, new AtomicInteger());
        }
        other = listening(0, exchange -> {
            elsewhere.incrementAndGet();
            answer(exchange, 204);
        });
        server = listening(0, this::taken);
    }

    private interface Answering {
        void to(HttpExchange exchange) throws IOException;
    }

    private HttpServer listening(int port, Answering answering) {
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            made.createContext("/", answering::to);
            made.setExecutor(hands);
            made.start();
            return made;
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private void taken(HttpExchange exchange) throws IOException {
        JsonNode event = Caller.JSON.readTree(exchange.getRequestBody());
        Manner now = manner;
        tries.get(now).incrementAndGet();
        switch (now) {
            case TAKES -> {
                if (event.has("data")) {
                    Taken it = Taken.of(event);
                    taken.add(it);
                    told.put(it.id(), it.what());
                }
                answer(exchange, 204);
            }
            case REFUSES -> answer(exchange, 500);
            case SENDS_ELSEWHERE -> {
                exchange.getResponseHeaders()
                        .set(
                                "Location",
                                "http://localhost:" + other.getAddress().getPort() + "/");
                answer(exchange, 301);
            }
            case HANGS, IS_DOWN -> {
                mostHanging.accumulateAndGet(hanging.incrementAndGet(), Math::max);
                Wait.pass(HANGING);
                hanging.decrementAndGet();
                exchange.close();
            }
        }
    }

    /** From now on. */
    void becomes(Manner next) {
        int port = server.getAddress().getPort();
        if (next == Manner.IS_DOWN) {
            server.stop(0);
        } else if (manner == Manner.IS_DOWN) {
            server = listening(port, this::taken);
        }
        manner = next;
    }

    /** Lets it be told of the depot's work, and waits until that holds; the subscription's id. */
    String subscribed(Cluster cluster, Caller machine) {
        String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        String id = machine.post(
                        cluster.node(0).port(), "/api/subscriptions", Map.of("address", address, "types", TYPES))
                .json()
                .at("/subscription/id")
                .asText();
        Wait.until(Duration.ofSeconds(60), "the subscription is active", () -> cluster.jdbc()
                .sql("select state from webhooks_subscription where id = ?")
                .param(id)
                .query(String.class)
                .single()
                .equalsIgnoreCase("active"));
        return id;
    }

    /** Calls that came while it was so. */
    int tries(Manner then) {
        return tries.get(then).get();
    }

    /** Calls that came where its redirect led to. */
    int elsewhere() {
        return elsewhere.get();
    }

    int mostHanging() {
        return mostHanging.get();
    }

    /** Everything it took, with what came twice. */
    int calls() {
        return taken.size();
    }

    /** How many of the events that it took hold any of these. */
    long telling(Set<String> needles) {
        return taken.stream()
                .filter(event -> needles.stream().anyMatch(event.text()::contains))
                .count();
    }

    /** By the id of each event that came what it told: the work item and the type. */
    Map<String, String> told() {
        return told;
    }

    /** Of the first arrivals, those that came after a later one of their journey. */
    int disordered() {
        Map<String, String> last = new HashMap<>();
        Set<String> seen = new HashSet<>();
        int wrong = 0;
        for (Taken event : taken) {
            if (seen.add(event.id())) {
                String before = last.put(event.journey(), event.sequence());
                wrong += before != null && before.compareTo(event.sequence()) > 0 ? 1 : 0;
            }
        }
        return wrong;
    }

    @Override
    public void close() {
        server.stop(0);
        other.stop(0);
        hands.shutdownNow();
    }
}

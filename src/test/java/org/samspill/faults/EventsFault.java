package org.samspill.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Steps are undone by torn connections while their events wait to go out, and who should take them refuses at first. */
class EventsFault {

    private static final Duration BAD = Duration.ofSeconds(30);

    private final Queue<JsonNode> taken = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile int status = 204;

    @Test
    void whatHappenedIsToldAndNothingElse() throws IOException {
        Cluster cluster = Cluster.shared();
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            JsonNode event = Caller.JSON.readTree(exchange.getRequestBody());
            int now = status;
            exchange.sendResponseHeaders(now, -1);
            exchange.close();
            if (now != 204) {
                refused.incrementAndGet();
            } else if (event.has("data")) {
                taken.add(event);
            }
        });
        receiver.start();
        Caller machine = Caller.machine(cluster.node(0).port(), Cluster.DEPOT);
        String subscription = machine.post(
                        cluster.node(0).port(),
                        "/api/subscriptions",
                        Map.of(
                                "address",
                                "http://127.0.0.1:" + receiver.getAddress().getPort() + "/",
                                "types",
                                List.of("WorkItemOpened", "WorkItemCompleted")))
                .json()
                .at("/subscription/id")
                .asText();
        Wait.until(Duration.ofSeconds(60), "the subscription is active", () -> cluster.jdbc()
                .sql("select state from webhooks_subscription where id = ?")
                .param(subscription)
                .query(String.class)
                .single()
                .equalsIgnoreCase("active"));
        long first = cluster.jdbc()
                .sql("select coalesce(max(seq), 0) from journeys_log")
                .query(Long.class)
                .single();
        try (Load load = Load.on(cluster)) {
            status = 500;
            cluster.wires().forEach(wire -> wire.tear(0.005));
            Wait.pass(BAD);
            cluster.wires().forEach(Wire::mend);
            status = 204;
            load.finish(Duration.ofMinutes(3));
            Set<String> happened = new HashSet<>(cluster.jdbc()
                    .sql(
                            "select work_item || case event when 'completed' then 'WorkItemCompleted' else 'WorkItemOpened' end"
                                    + " from journeys_log where seq > ? and work_item is not null and event in ('completed', 'reached')")
                    .param(first)
                    .query(String.class)
                    .list());
            Wait.until(Duration.ofMinutes(4), "all has been told", () -> told().containsAll(happened));
            Reckoning reckoning = Reckoning.of(cluster, load.ledger());
            long phantoms =
                    told().stream().filter(each -> !happened.contains(each)).count();
            long torn = load.ledger().since(0).stream()
                    .filter(each -> each.status() == 503)
                    .count();
            int disordered = disordered();
            Findings.add(new Finding(
                    "F17, F18",
                    "connections are torn while steps and their events are written (%d calls undone), and the receiver refuses %d times"
                            .formatted(torn, refused.get()),
                    "every event of what happened is told, in order of each journey, none of what was undone",
                    "%d happened, %d told of nothing that happened, %d out of order, %d sent more than once; %s"
                            .formatted(happened.size(), phantoms, disordered, taken.size() - ids().size(), reckoning),
                    phantoms == 0 && disordered == 0 && reckoning.whole()));
        } finally {
            machine.delete(cluster.node(0).port(), "/api/subscriptions/" + subscription);
            receiver.stop(0);
        }
    }

    private Set<String> told() {
        Set<String> told = new HashSet<>();
        taken.forEach(event -> told.add(
                event.at("/data/workItem").asText() + event.path("type").asText()));
        return told;
    }

    private Set<String> ids() {
        Set<String> ids = new HashSet<>();
        taken.forEach(event -> ids.add(event.path("id").asText()));
        return ids;
    }

    /** Of the first arrivals, those that came after a later one of their journey. */
    private int disordered() {
        Map<String, String> last = new HashMap<>();
        Set<String> seen = new HashSet<>();
        int wrong = 0;
        for (JsonNode event : taken) {
            if (seen.add(event.path("id").asText())) {
                String sequence = event.path("sequence").asText();
                String before = last.put(event.path("subject").asText(), sequence);
                wrong += before != null && before.compareTo(sequence) > 0 ? 1 : 0;
            }
        }
        return wrong;
    }
}

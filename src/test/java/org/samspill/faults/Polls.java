package org.samspill.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.samspill.actors.OrganisationNumber;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Machines of many organisations that wait for work, with none for them. */
final class Polls {

    private static final int ORGANISATIONS = 100;
    private static final int FIRST = 310_900_000;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final List<CompletableFuture<Caller.Answer>> answers = new ArrayList<>();
    private final ExecutorService hands = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "poll");
        thread.setDaemon(true);
        return thread;
    });

    private final AtomicInteger told = new AtomicInteger();
    private volatile boolean coming = true;

    private Polls() {}

    /** So many polls, the same number at each node and by each of 100 organisations; waits until all wait. */
    static Polls waiting(Cluster cluster, int many, List<Node> nodes) {
        Polls polls = new Polls();
        List<Caller> machines = organisations(cluster.jdbc()).stream()
                .map(number -> Caller.machine(nodes.get(0).port(), number))
                .toList();
        for (int i = 0; i < many; i++) {
            Caller machine = machines.get(i % machines.size());
            int port = nodes.get(i / machines.size() % nodes.size()).port();
            Map<String, Object> wish = wish("idle-" + i);
            polls.answers.add(CompletableFuture.supplyAsync(() -> polls.waits(machine, port, wish), polls.hands));
        }
        Wait.until(
                Duration.ofMinutes(2),
                many + " wait",
                () -> nodes.stream()
                                .mapToDouble(node -> node.metric("samspill_polls_waiting"))
                                .sum()
                        >= many);
        polls.coming = false;
        return polls;
    }

    /** All come at once; one that is told to come back does so. */
    private Caller.Answer waits(Caller machine, int port, Map<String, Object> wish) {
        while (true) {
            Caller.Answer answer = machine.post(port, "/engine-rest/external-task/fetchAndLock", wish, PATIENCE);
            if (!coming || answer.status() != 503) {
                return answer;
            }
            told.incrementAndGet();
            Wait.pass(Duration.ofMillis(300));
        }
    }

    /** How often one of them was told to come back, as all came at once. */
    int toldToComeBack() {
        return told.get();
    }

    static Map<String, Object> wish(String worker) {
        Map<String, Object> wish = new TreeMap<>(Load.fetch(worker));
        wish.put("asyncResponseTimeout", PATIENCE.toMillis() - 10_000);
        return wish;
    }

    /** Those of 100 organisations that nobody has heard of before, each with a machine's secret. */
    private static List<String> organisations(JdbcClient jdbc) {
        List<String> numbers = IntStream.iterate(FIRST, i -> i + 1)
                .mapToObj(Integer::toString)
                .flatMap(number -> OrganisationNumber.parse(number).stream())
                .map(OrganisationNumber::value)
                .limit(ORGANISATIONS)
                .toList();
        for (String number : numbers) {
            for (String statement : List.of(
                    "insert into actors_organisation (number, name, sector) values (:number, 'Lager', 'PRIVATE') on conflict do nothing",
                    "insert into identity_client (organisation) values (:number) on conflict do nothing",
                    "insert into identity_client_secret (id, organisation, secret_hash, made_at)"
                            + " select :number, :number, secret_hash, current_timestamp from identity_client_secret"
                            + " where organisation = '210010009' on conflict do nothing")) {
                jdbc.sql(statement).param("number", number).update();
            }
        }
        return numbers;
    }

    /** True while none was answered. */
    boolean undisturbed() {
        return answers.stream().noneMatch(CompletableFuture::isDone);
    }

    /** How each was answered; waits until all are. */
    List<Caller.Answer> answers() {
        List<Caller.Answer> all = answers.stream().map(CompletableFuture::join).toList();
        hands.shutdown();
        return all;
    }
}

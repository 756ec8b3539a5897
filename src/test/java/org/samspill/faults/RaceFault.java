package org.samspill.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many want the same at the same moment, at two nodes. */
class RaceFault {

    private static final Executor HANDS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    });

    private final Cluster cluster = Cluster.shared();
    private final Caller machine = Caller.machine(cluster.node(0).port(), Cluster.DEPOT);

    private static <T> List<T> atOnce(int many, IntFunction<T> call) {
        List<CompletableFuture<T>> calls = IntStream.range(0, many)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> call.apply(i), HANDS))
                .toList();
        return calls.stream().map(CompletableFuture::join).toList();
    }

    private int port(int number) {
        return cluster.node(number % 2).port();
    }

    private Caller.Answer start(int number, String key) {
        return machine.also("Idempotency-Key", key).post(port(number), "/api/journeys", Load.parcel());
    }

    private String started(int number) {
        String key = UUID.randomUUID().toString();
        Caller.Answer answer = start(number, key);
        while (!answer.ok()) {
            Wait.pass(Duration.ofMillis(200));
            answer = start(number, key);
        }
        return answer.json().path("id").asText();
    }

    /** Work that waits for machines, one piece in each of so many new journeys. */
    private List<String> work(int many) {
        Queue<Integer> wanted =
                new ConcurrentLinkedQueue<>(IntStream.range(0, many).boxed().toList());
        Queue<String> journeys = new ConcurrentLinkedQueue<>();
        atOnce(Math.min(many, 8), hand -> {
            for (Integer next = wanted.poll(); next != null; next = wanted.poll()) {
                journeys.add(started(next));
            }
            return hand;
        });
        String among = "'" + String.join("','", journeys) + "'";
        String waiting =
                "select id from work_item where kind = 'SERVICE' and state = 'OPEN' and journey_id in (" + among + ")";
        Wait.until(
                Duration.ofMinutes(2),
                "all journeys have come to their work",
                () -> cluster.jdbc().sql(waiting).query(String.class).list().size() == many);
        return cluster.jdbc().sql(waiting).query(String.class).list();
    }

    @Test
    void ofManyWorkersEachTaskIsOnes() {
        int many = 400;
        Set<String> work = new HashSet<>(work(many));
        Map<String, Integer> locked = new ConcurrentHashMap<>();
        List<List<Integer>> statuses = atOnce(12, worker -> {
            List<Integer> heard = new ArrayList<>();
            for (int nothing = 0; nothing < 3; ) {
                Map<String, Object> wish = new TreeMap<>(Load.fetch("race-" + worker));
                wish.put("asyncResponseTimeout", 0);
                wish.put("topics", List.of(Map.of("topicName", "depot.parcel.bring", "lockDuration", 600_000)));
                Caller.Answer answer = machine.post(port(worker), "/engine-rest/external-task/fetchAndLock", wish);
                heard.add(answer.status());
                if (answer.ok()) {
                    answer.json().forEach(task -> locked.merge(task.path("id").asText(), 1, Integer::sum));
                    nothing = answer.json().isEmpty() ? nothing + 1 : 0;
                }
            }
            return heard;
        });
        long twice = locked.values().stream().filter(times -> times > 1).count();
        long missed = work.stream().filter(id -> !locked.containsKey(id)).count();
        long refused = statuses.stream()
                .flatMap(List::stream)
                .filter(status -> status != 200)
                .count();
        locked.keySet().forEach(id -> machine.post(port(0), "/engine-rest/external-task/" + id + "/unlock", Map.of()));
        Findings.add(new Finding(
                "F9",
                "12 workers at two nodes want 400 tasks",
                "each locked once",
                "%d locked, %d twice, %d by nobody, %d calls refused".formatted(locked.size(), twice, missed, refused),
                twice == 0 && missed == 0 && refused == 0));
    }

    @Test
    void oneTaskIsCompletedOnce() {
        String task = work(1).get(0);
        machine.post(
                port(0),
                "/engine-rest/external-task/" + task + "/lock",
                Map.of("workerId", "one", "lockDuration", 60_000));
        List<Caller.Answer> answers = atOnce(
                12,
                i -> machine.post(
                        port(i),
                        "/engine-rest/external-task/" + task + "/complete",
                        Load.delivery(i % 3 == 0 ? "one" : "other-" + i)));
        Map<Integer, Integer> statuses = counted(answers);
        int done = completed(task);
        Findings.add(new Finding(
                "F10",
                "12 complete one task at once, at two nodes, 4 of them its worker",
                "done once; the worker 204 each time, others 4xx; never 500",
                statuses + ", " + done + " row in the log",
                done == 1
                        && statuses.getOrDefault(204, 0) == 4
                        && statuses.keySet().stream()
                                .allMatch(status -> status == 204 || status >= 400 && status < 500)));
    }

    private int completed(String task) {
        return cluster.jdbc()
                .sql("select count(*) from journeys_log where work_item = ? and event = 'completed'")
                .param(task)
                .query(Integer.class)
                .single();
    }

    private static Map<Integer, Integer> counted(List<Caller.Answer> answers) {
        Map<Integer, Integer> statuses = new TreeMap<>();
        answers.forEach(answer -> statuses.merge(answer.status(), 1, Integer::sum));
        return statuses;
    }

    @Test
    void aTaskWhoseLockRanOutIsItsLastHolders() {
        String free = work(1).get(0);
        String path = "/engine-rest/external-task/" + free;
        machine.post(port(0), path + "/lock", Map.of("workerId", "late", "lockDuration", 1));
        Wait.pass(Duration.ofMillis(100));
        int whileFree =
                machine.post(port(1), path + "/complete", Load.delivery("late")).status();
        String taken = "/engine-rest/external-task/" + work(1).get(0);
        machine.post(port(0), taken + "/lock", Map.of("workerId", "late", "lockDuration", 1));
        Wait.pass(Duration.ofMillis(100));
        machine.post(port(1), taken + "/lock", Map.of("workerId", "next", "lockDuration", 60_000));
        int whileTaken = machine.post(port(0), taken + "/complete", Load.delivery("late"))
                .status();
        Findings.add(new Finding(
                "F11",
                "a task is completed at another node after its lock ran out",
                "204 while nobody else has it, 400 or 409 when somebody has",
                whileFree + " and " + whileTaken,
                whileFree == 204 && (whileTaken == 400 || whileTaken == 409)));
    }

    @Test
    void oneKeyIsOneJourney() {
        String key = UUID.randomUUID().toString();
        List<Caller.Answer> answers = atOnce(50, i -> start(i, key));
        Set<String> journeys = new HashSet<>();
        answers.stream()
                .filter(Caller.Answer::ok)
                .map(Caller.Answer::json)
                .map(json -> json.path("id").asText())
                .forEach(journeys::add);
        Findings.add(new Finding(
                "F12",
                "50 starts with one key at once, at two nodes",
                "one journey, 50 equal answers",
                "%d journey, answers %s".formatted(journeys.size(), counted(answers)),
                journeys.size() == 1 && answers.stream().allMatch(Caller.Answer::ok)));
    }

    @Test
    void whoDidNotWaitForTheAnswerAsksAgain() {
        List<Integer> again = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            String key = UUID.randomUUID().toString();
            keys.add(key);
            machine.also("Idempotency-Key", key)
                    .post(port(i), "/api/journeys", Load.parcel(), Duration.ofMillis(1 + i % 25));
            again.add(start(i + 1, key).status());
        }
        int journeys = cluster.jdbc()
                .sql("select count(distinct journey_id) from journeys_start where start_key in ('"
                        + String.join("','", keys) + "')")
                .query(Integer.class)
                .single();
        long before = again.stream().filter(status -> status == 200).count();
        Findings.add(new Finding(
                "F13",
                "50 starts whose callers hung up after 1 to 25 ms, sent again to the other node",
                "50 journeys",
                "%d journeys, %d of them by the call that nobody waited for".formatted(journeys, before),
                journeys == 50 && again.stream().allMatch(status -> status == 200 || status == 201)));
    }
}

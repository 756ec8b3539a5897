package org.samspill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Two nodes of bare Camunda on one database of a server that nobody else uses, and the machines that poll the second of them over HTTP. */
public final class CamundaNodes implements AutoCloseable {

    /** How often a node looks for work that began at another; fixed in Camunda. */
    private static final Duration LOOK = Duration.ofSeconds(30);

    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ProcessorTime time;
    private final ChildProgram one;
    private final ChildProgram other;
    private final List<CompletableFuture<Long>> polls = new ArrayList<>();

    public CamundaNodes(BenchServer server) throws Exception {
        String url = server.database("camunda");
        time = server.time();
        one = new ChildProgram("camunda-one", CamundaNode.class, url);
        other = new ChildProgram("camunda-other", CamundaNode.class, url);
    }

    /** The processor time of both nodes and the server since they began. */
    public Duration spent() {
        return time.ofServer().plus(one.spent()).plus(other.spent());
    }

    /** Lets polls of so many topics wait at the other node. */
    public void fill(int topics) {
        for (int i = 0; i < topics; i++) {
            polls.add(polled(topic(i)));
        }
    }

    /** How many of them wait. */
    public long waiting() {
        return polls.stream().filter(poll -> !poll.isDone()).count();
    }

    /**
     * How long work that begins at the one node is on its way to those of the polls for whom it is. It begins at moments spread evenly over the time from one look
     * of the node to the next, once for each round, and nobody else begins to wait meanwhile, for whom the node would look as well.
     *
     * @param calls to how many polls in a round
     * @return nanoseconds of each, by rounds
     */
    public List<long[]> news(int rounds, int calls) throws Exception {
        long[] committed = new long[rounds * calls];
        for (int i = 0; i < committed.length; i++) {
            committed[i] = begin(topic(i));
            Thread.sleep(LOOK.dividedBy(calls).toMillis());
        }
        List<long[]> travelled = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            long[] nanos = new long[calls];
            for (int call = 0; call < calls; call++) {
                int i = round * calls + call;
                nanos[call] = Math.max(0, polls.get(i).get() - committed[i]);
            }
            travelled.add(nanos);
        }
        return travelled;
    }

    /** How long a poll at the other node takes that finds work at once. */
    public long found(String topic) throws Exception {
        begin(topic);
        long asked = System.nanoTime();
        return polled(topic).get() - asked;
    }

    private static String topic(int poll) {
        return "topic-" + poll;
    }

    /** Work begins at the one node. When that is committed. */
    private long begin(String topic) throws Exception {
        post(
                        one,
                        "/process-definition/key/" + CamundaNode.PROCESS + "/start",
                        Map.of("variables", Map.of(CamundaNode.TOPIC, Map.of("value", topic))))
                .get();
        return System.nanoTime();
    }

    /** When it was answered with work. */
    private CompletableFuture<Long> polled(String topic) {
        return post(
                        other,
                        "/external-task/fetchAndLock",
                        Map.of(
                                "workerId",
                                topic,
                                "maxTasks",
                                1,
                                "asyncResponseTimeout",
                                PATIENCE.toMillis(),
                                "topics",
                                List.of(Map.of("topicName", topic, "lockDuration", 600_000))))
                .thenApply(answer -> {
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                    assertThat(answer.body()).contains(topic);
                    return System.nanoTime();
                });
    }

    private static CompletableFuture<HttpResponse<String>> post(ChildProgram node, String path, Object body) {
        try {
            return HTTP.sendAsync(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + node.greeting() + CamundaNode.REST + path))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public void close() throws InterruptedException {
        other.close();
        one.close();
    }
}

package org.samspill.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.client.ExternalTaskClient;
import org.camunda.bpm.client.backoff.ExponentialBackoffStrategy;
import org.camunda.bpm.client.exception.ExternalTaskClientException;
import org.camunda.bpm.client.task.ExternalTask;
import org.camunda.bpm.client.task.ExternalTaskService;
import org.camunda.bpm.client.variable.ClientValues;
import org.samspill.actors.OrganisationNumber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One organisation's machine: Camunda's Java client with the organisation's token, which answers each piece of work after a while. */
final class DemoAgency {

    private static final Logger LOG = LoggerFactory.getLogger(DemoAgency.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONG_POLL = Duration.ofSeconds(10);
    private static final Duration LOCK = Duration.ofMinutes(5);
    private static final long PAUSE_AFTER_FAILURE_MILLIS = 5_000;
    private static final int TRIES = 3;

    private final AgencyAnswers answers;
    private final ScheduledExecutorService hands;
    private final Duration usualDelay;
    private final Random random;
    private final ExternalTaskClient client;
    private final Set<String> services = new HashSet<>();

    /** What it holds and has not answered yet, to be given back when it stops. */
    private final Map<ExternalTask, ExternalTaskService> held = new ConcurrentHashMap<>();

    private volatile boolean running = true;

    DemoAgency(
            URI server,
            OrganisationNumber organisation,
            String secret,
            AgencyAnswers answers,
            ScheduledExecutorService hands,
            Duration usualDelay) {
        this.answers = answers;
        this.hands = hands;
        this.usualDelay = usualDelay;
        this.random = new Random(organisation.value().hashCode());
        this.client = ExternalTaskClient.create()
                .baseUrl(server + "/engine-rest")
                .workerId("demo-agency")
                .asyncResponseTimeout(LONG_POLL.toMillis())
                .lockDuration(LOCK.toMillis())
                .disableAutoFetching()
                .backoffStrategy(new ExponentialBackoffStrategy(500, 2, 10_000))
                .addInterceptor(new AgencyToken(server, organisation, secret))
                // The client's own back-off asks again. A poll that is told to come back later must not keep a node
                // that stops waiting for it.
                .customizeHttpClient(http -> http.disableAutomaticRetries())
                .build();
    }

    /** Asks for the work of these services too, from now on. */
    synchronized void serve(Set<String> more) {
        more.stream().filter(service -> running && services.add(service)).forEach(service -> client.subscribe(service)
                .handler(this::take)
                .open());
        // A client that fetches without a topic spins: Camunda's waits between polls only when it has polled.
        if (running && !services.isEmpty() && !client.isActive()) {
            client.start();
        }
    }

    private void take(ExternalTask task, ExternalTaskService service) {
        held.put(task, service);
        long millis = Math.round(usualDelay.toMillis() * (0.5 + random.nextDouble()));
        try {
            hands.schedule(() -> answer(task), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            giveBack();
        }
    }

    private void answer(ExternalTask task) {
        ExternalTaskService service = held.remove(task);
        if (service == null) {
            return;
        }
        try {
            answers.of(
                            task.getBusinessKey(),
                            task.getActivityId(),
                            task.getTopicName(),
                            task.getRetries() == null,
                            task.getAllVariables())
                    .ifPresent(answer -> send(task, service, answer));
        } catch (ExternalTaskClientException refused) {
            // The journey went another way meanwhile, or the work was taken by hand; a real agency would note it as we
            // do.
            LOG.info("The demo agency's answer to {} was not taken: {}", task.getTopicName(), refused.getMessage());
        } catch (RuntimeException defect) {
            LOG.warn("The demo agency has no answer to {}", task.getTopicName(), defect);
        }
    }

    private static void send(ExternalTask task, ExternalTaskService service, Answer answer) {
        switch (answer.verb()) {
            case REFUSE -> service.handleBpmnError(task, Objects.requireNonNull(answer.text()));
            case FAIL ->
                service.handleFailure(
                        task, Objects.requireNonNull(answer.text()), "", TRIES, PAUSE_AFTER_FAILURE_MILLIS);
            default -> service.complete(task, typed(answer.values()));
        }
    }

    /** Lists travel as JSON; the rest the client knows how to write. */
    private static Map<String, Object> typed(Map<String, Object> values) {
        Map<String, Object> typed = new HashMap<>();
        values.forEach((name, value) -> typed.put(name, value instanceof List<?> list ? json(list) : value));
        return typed;
    }

    private static Object json(List<?> list) {
        try {
            return ClientValues.jsonValue(JSON.writeValueAsString(list));
        } catch (JsonProcessingException defect) {
            throw new IllegalStateException(defect);
        }
    }

    /** Fetches no more, and gives back what it has not answered. */
    synchronized void stop() {
        running = false;
        client.stop();
        giveBack();
    }

    private void giveBack() {
        held.keySet().forEach(task -> {
            ExternalTaskService service = held.remove(task);
            if (service != null) {
                try {
                    service.unlock(task);
                } catch (ExternalTaskClientException gone) {
                    LOG.debug("{} could not be given back and will be free when its lock runs out", task.getId());
                }
            }
        });
    }
}

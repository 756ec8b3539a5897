package org.samspill.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.samspill.Http;
import org.samspill.actors.OrganisationNumber;
import org.samspill.agencies.Garden;
import org.samspill.journeys.JourneyId;
import org.samspill.work.MachineWork;
import org.samspill.work.MachineWork.Worker;
import org.samspill.work.Outcome;
import org.samspill.work.WorkItem;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;

/** The garden's organisations as subscribers, and events carried when the test says so. What was made is ended by closing; then it can begin anew. */
final class WebhookWorld implements AutoCloseable {

    final Garden garden;
    private final ApplicationContext context;
    private final int port;
    private final List<Runnable> endings = new ArrayList<>();
    private final Map<String, Http> machines = new HashMap<>();

    WebhookWorld(ApplicationContext context) {
        this.context = context;
        this.garden = Garden.of(context);
        this.port = context.getBean(Environment.class).getRequiredProperty("local.server.port", Integer.class);
    }

    /** @param secret what its events are signed with */
    record Subscribed(String id, String secret) {}

    Http machine(String organisation) {
        return machines.computeIfAbsent(organisation, number -> new Http(port).withTokenOf(number));
    }

    Receiver receiver() {
        Receiver receiver = new Receiver();
        endings.add(receiver::close);
        return receiver;
    }

    /** A subscription whose address has not been asked yet. */
    Subscribed subscribed(String organisation, String address, OutgoingType... types) {
        Http machine = machine(organisation);
        String wanted =
                Arrays.stream(types).map(type -> "\"" + type.wire() + "\"").collect(Collectors.joining(","));
        Http.Answer answer =
                machine.post("/api/subscriptions", "{\"address\":\"%s\",\"types\":[%s]}".formatted(address, wanted));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        String id = answer.json().at("/subscription/id").asText();
        endings.add(() -> machine.delete("/api/subscriptions/" + id));
        return new Subscribed(id, answer.json().path("secret").asText());
    }

    /** One whose address has said yes. */
    Subscribed active(String organisation, String address, OutgoingType... types) {
        Subscribed made = subscribed(organisation, address, types);
        context.getBean(Subscriptions.class).become(made.id(), Subscription.State.ACTIVE);
        context.getBean(OutboxStore.class).forget(made.id());
        return made;
    }

    String state(Subscribed subscribed) {
        return context.getBean(Subscriptions.class)
                .find(subscribed.id())
                .orElseThrow()
                .state()
                .name();
    }

    /** Carries all that is due by then; gives how many tries went well. */
    int carry(Subscribed subscribed, Instant now) {
        int carried = 0;
        while (context.getBean(Courier.class).carry(subscribed.id(), now)) {
            carried++;
        }
        return carried;
    }

    /** The same, when a subscription that was made just now is known everywhere. */
    int carry(Subscribed subscribed) {
        return carry(subscribed, Instant.now().plus(Subscribers.KNOWN_EVERYWHERE));
    }

    int waiting(Subscribed subscribed) {
        return context.getBean(Webhooks.class)
                .find(subscribed.id())
                .orElseThrow()
                .waiting();
    }

    /** The survey of a journey is done by its organisation's machine. */
    void survey(JourneyId journey) {
        WorkItem item = garden.waiting(journey);
        MachineWork machines = context.getBean(MachineWork.class);
        Worker worker = new Worker(OrganisationNumber.of(Garden.SURVEY_OFFICE), "webhooks-test");
        machines.lock(worker, item.id(), java.time.Duration.ofMinutes(1));
        Outcome outcome = machines.complete(worker, item.id(), Map.of("survey.on", "2026-05-02", "survey.area", 40.5));
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
    }

    @Override
    public void close() {
        endings.forEach(Runnable::run);
        endings.clear();
    }
}

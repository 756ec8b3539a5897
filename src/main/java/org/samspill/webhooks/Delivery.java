package org.samspill.webhooks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.data.BytesCloudEventData;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.JourneyTrace;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** One try: makes the CloudEvent of a row, signs it and posts it. */
@Component
class Delivery {

    private final Subscriptions subscriptions;
    private final Telling telling;
    private final Sender sender;
    private final JourneyTrace trace;
    private final ObjectMapper json;
    private final String base;

    Delivery(
            Subscriptions subscriptions,
            Telling telling,
            Sender sender,
            JourneyTrace trace,
            ObjectMapper json,
            @Value("${samspill.issuer}") String base) {
        this.subscriptions = subscriptions;
        this.telling = telling;
        this.sender = sender;
        this.trace = trace;
        this.json = json;
        this.base = base;
    }

    /** What came of a try. */
    record Result(Kind kind, @Nullable String failure) {

        enum Kind {
            DELIVERED,
            /** It may no longer be told. */
            WITHHELD,
            FAILED
        }
    }

    Result send(Subscription to, Outgoing event, Instant now) {
        if (!telling.allowed(event, to.organisation())) {
            return new Result(Result.Kind.WITHHELD, null);
        }
        byte[] body = new JsonFormat().serialize(cloudEvent(event));
        List<String> secrets = subscriptions.secrets(to.id(), now);
        String failure = sender.post(
                to.address(),
                JsonFormat.CONTENT_TYPE,
                body,
                Map.of(
                        "webhook-id", event.id(),
                        "webhook-timestamp", Long.toString(now.getEpochSecond()),
                        "webhook-signature", Signature.of(secrets, event.id(), now, body)));
        return failure == null ? new Result(Result.Kind.DELIVERED, null) : new Result(Result.Kind.FAILED, failure);
    }

    /** The source is the link: what the event leaves out is read there, with the reader's own rights. */
    private CloudEvent cloudEvent(Outgoing event) {
        CloudEventBuilder builder = CloudEventBuilder.v1()
                .withId(event.id())
                .withType(event.type().wire())
                .withTime(event.at().atOffset(ZoneOffset.UTC));
        if (event.type() == OutgoingType.VALIDATION) {
            return builder.withSource(URI.create(base + "/api/subscriptions/" + event.subscription()))
                    .build();
        }
        trace.traceparent(new JourneyId(event.journey()))
                .ifPresent(traceparent -> builder.withExtension("traceparent", traceparent));
        return builder.withSource(URI.create(base + "/api/journeys/" + event.journey()))
                .withSubject(event.journey())
                .withExtension("sequence", "%019d".formatted(event.seq()))
                .withData("application/json", BytesCloudEventData.wrap(data(event)))
                .build();
    }

    private byte[] data(Outgoing event) {
        ObjectNode data = json.createObjectNode();
        data.put("journey", event.journey());
        put(data, "workItem", event.workItem());
        put(data, "service", event.service());
        put(data, "process", event.process());
        put(data, "element", event.element());
        put(data, "due", event.promised());
        put(data, "consent", event.consent());
        return data.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void put(ObjectNode data, String name, @Nullable Object value) {
        if (value != null) {
            data.put(name, value.toString());
        }
    }
}

package org.samspill.agencies;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentMachine;
import org.samspill.journeys.JourneyId;
import org.samspill.web.Problem;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Where organisations send their events. */
@Tag(
        name = "Events",
        description =
                "CloudEvents from organisations: what has happened in someone's life starts or continues journeys")
@RestController
class EventController {

    /** Sent by event brokers (Altinn Events) to see that someone is there; it asks for nothing but an answer. */
    private static final String VALIDATION = "platform.events.validatesubscription";

    private final EventReader reader;
    private final EventIntake intake;
    private final Presence presence;
    private final Confinement confinement;

    EventController(EventReader reader, EventIntake intake, Presence presence, Confinement confinement) {
        this.reader = reader;
        this.intake = intake;
        this.presence = presence;
        this.confinement = confinement;
    }

    @Schema(description = "An event that has been taken; a further delivery of it gets the same answer")
    record Receipt(
            @Schema(description = "The event's own id") String id,
            String source,
            String type,

            @Schema(description = "The journeys it started or continued, as far as the sender takes part in them")
            List<String> journeys,

            @Schema(description = "Whether the event began them")
            boolean started) {}

    @Operation(
            summary = "Send an event",
            description =
                    "A CloudEvent 1.0, structured (application/cloudevents+json) or binary (ce- headers). The sender's organisation must play an"
                            + " actor that the event's type names. `subject` is the journey's id; without it the data name whom it is about"
                            + " (`child.nationalId`, `organisation.number`, or simply `subject.nationalId`, `subject.number`). The same id and source"
                            + " twice has one effect.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/cloudevents+json",
                                            schema = @Schema(type = "object"),
                                            examples = @ExampleObject("""
                                    {"specversion": "1.0", "id": "8a1f", "source": "urn:orgnr:210103333", "type": "PlannedDischarge",
                                     "subject": "6f1c…", "datacontenttype": "application/json", "data": {"discharge.date": "2026-12-01"}}"""))))
    @ApiResponse(responseCode = "202", description = "Taken")
    @ApiResponse(
            responseCode = "200",
            description = "The validation event of a broker: someone is here",
            content = @Content)
    @ApiResponse(
            responseCode = "400",
            description = "Not a CloudEvent, an unknown type, or data that do not fit; `field` names what is at fault",
            content = @Content)
    @ApiResponse(
            responseCode = "403",
            description = "The organisation plays no actor that may send this event",
            content = @Content)
    @ApiResponse(responseCode = "404", description = "The journey is not there or has ended", content = @Content)
    @PostMapping(path = "/api/events", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> receive(
            @Parameter(hidden = true) CurrentMachine machine,
            @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
            @RequestBody(required = false) byte @Nullable [] body) {
        presence.seen(machine.organisation());
        IncomingEvent event = reader.read(headers, body);
        if (event.type().equals(VALIDATION)) {
            return ResponseEntity.ok().build();
        }
        confinement.check(machine, event.subject(), event.data());
        EventOutcome.Taken taken = taken(event, intake.take(machine.organisation(), event));
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .body(new Receipt(
                        event.id(),
                        event.source(),
                        event.type(),
                        taken.journeys().stream().map(JourneyId::value).toList(),
                        taken.started()));
    }

    private static EventOutcome.Taken taken(IncomingEvent event, EventOutcome outcome) {
        if (outcome instanceof EventOutcome.Taken taken) {
            return taken;
        }
        if (outcome instanceof EventOutcome.NotFromYou) {
            throw new Problem(HttpStatus.FORBIDDEN, "event-not-yours", "agencies.event.not-yours", event.type())
                    .at("type");
        }
        if (outcome instanceof EventOutcome.NoJourney) {
            throw new Problem(HttpStatus.NOT_FOUND, "unknown-journey", "agencies.event.no-journey").at("subject");
        }
        if (outcome instanceof EventOutcome.NobodyNamed nobody) {
            throw new Problem(HttpStatus.BAD_REQUEST, "event-invalid", "agencies.event.nobody", nobody.field())
                    .at(nobody.field());
        }
        if (outcome instanceof EventOutcome.Unfit unfit) {
            throw new Problem(
                            HttpStatus.BAD_REQUEST,
                            "event-invalid",
                            unfit.key(),
                            unfit.arguments().toArray())
                    .at(unfit.field());
        }
        throw new Problem(HttpStatus.BAD_REQUEST, "event-invalid", "agencies.event.unknown-type", event.type())
                .at("type");
    }
}

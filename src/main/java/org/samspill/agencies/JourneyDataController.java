package org.samspill.agencies;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentMachine;
import org.samspill.actors.CurrentUser;
import org.samspill.journeys.Journey;
import org.samspill.journeys.JourneyId;
import org.samspill.web.Problem;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Starting and following journeys as data: for machines of organisations and for citizens who are signed in. */
@Tag(
        name = "Journeys",
        description = "Start and follow journeys. Who takes no part in a journey does not learn that it exists.")
@RestController
@RequestMapping(path = "/api/journeys", produces = MediaType.APPLICATION_JSON_VALUE)
class JourneyDataController {

    private static final int LONGEST_KEY = 128;

    private final JourneyStarts starts;
    private final JourneyViews views;
    private final MessageSource messages;
    private final Confinement confinement;

    JourneyDataController(JourneyStarts starts, JourneyViews views, MessageSource messages, Confinement confinement) {
        this.starts = starts;
        this.views = views;
        this.messages = messages;
        this.confinement = confinement;
    }

    @Schema(name = "StartJourney")
    record Start(
            @Schema(
                    description = "Key of the life event",
                    example = "seriously-ill-child",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String lifeEvent,

            @Schema(
                    description =
                            "The event that starts it, for organisations; may be left out when there is only one that they may send")
            @Nullable
            String event,

            @Schema(
                    description =
                            "Data by name: the answers of the life event's start form for a citizen, the event's data for an organisation")
            @Nullable
            Map<String, @Nullable Object> data) {}

    @Operation(
            summary = "Start a journey",
            description =
                    "A citizen starts with the answers of the life event's start form, an organisation with the data of an event that it may send."
                            + " The same Idempotency-Key of the same caller with the same content gets the journey of the first time.")
    @ApiResponse(responseCode = "201", description = "Started")
    @ApiResponse(responseCode = "200", description = "It had been started with the same key before")
    @ApiResponse(
            responseCode = "400",
            description = "A member is missing or wrong; `field` names it",
            content = @Content)
    @ApiResponse(
            responseCode = "403",
            description = "The life event does not start this way for the caller",
            content = @Content)
    @ApiResponse(responseCode = "404", description = "No such life event", content = @Content)
    @ApiResponse(
            responseCode = "422",
            description =
                    "Answers that have to be put right, or an Idempotency-Key that has been used for something else (type key-used-before)",
            content = @Content(schema = @Schema(implementation = RefusedAnswers.class)))
    @PostMapping
    ResponseEntity<?> start(
            @Parameter(hidden = true) @Nullable CurrentMachine machine,
            @Parameter(hidden = true) @Nullable CurrentUser user,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody Start request,
            @Parameter(hidden = true) Locale locale) {
        if (request.lifeEvent() == null || request.lifeEvent().isBlank()) {
            throw wrong("lifeEvent", "agencies.request.missing", "lifeEvent");
        }
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            throw wrong("Idempotency-Key", "agencies.request.name", "Idempotency-Key", LONGEST_KEY);
        }
        Map<String, @Nullable Object> data = request.data() == null ? Map.of() : request.data();
        if (machine != null) {
            confinement.check(machine, null, data);
        }
        JourneyStarts.Outcome outcome = machine != null
                ? starts.byOrganisation(machine.organisation(), request.lifeEvent(), request.event(), data, key)
                : starts.byCitizen(signedIn(user), request.lifeEvent(), data, key);
        if (outcome instanceof JourneyStarts.Refused refused) {
            return RefusedAnswers.of(refused.problems(), messages, locale).answer();
        }
        JourneyStarts.Started started = (JourneyStarts.Started) outcome;
        return ResponseEntity.status(started.again() ? HttpStatus.OK : HttpStatus.CREATED)
                .location(URI.create("/api/journeys/" + started.journey().id()))
                .body(views.of(started.journey(), machine, user));
    }

    private static CurrentUser signedIn(@Nullable CurrentUser user) {
        if (user == null || user.organisation() != null) {
            throw new Problem(HttpStatus.FORBIDDEN, "not-yours-to-start", "agencies.journey.not-yours");
        }
        return user;
    }

    private static Problem wrong(String field, String key, Object... arguments) {
        return new Problem(HttpStatus.BAD_REQUEST, "wrong-request", key, arguments).at(field);
    }

    @Operation(summary = "Where a journey stands")
    @ApiResponse(responseCode = "200", description = "The journey and what waits in it")
    @ApiResponse(
            responseCode = "404",
            description = "No such journey that the caller takes part in",
            content = @Content)
    @GetMapping("/{id}")
    JourneyViews.JourneyView journey(
            @Parameter(hidden = true) @Nullable CurrentMachine machine,
            @Parameter(hidden = true) @Nullable CurrentUser user,
            @PathVariable String id) {
        return views.of(visible(id, machine, user), machine, user);
    }

    @Operation(
            summary = "What has happened in a journey",
            description =
                    "The oldest first. An organisation sees how its own steps ended, and of the others' that they did.")
    @ApiResponse(responseCode = "200", description = "Every step event, without personal data")
    @ApiResponse(
            responseCode = "404",
            description = "No such journey that the caller takes part in",
            content = @Content)
    @GetMapping("/{id}/timeline")
    List<JourneyViews.EventView> timeline(
            @Parameter(hidden = true) @Nullable CurrentMachine machine,
            @Parameter(hidden = true) @Nullable CurrentUser user,
            @PathVariable String id) {
        return views.timeline(visible(id, machine, user), machine, user);
    }

    private Journey visible(String id, @Nullable CurrentMachine machine, @Nullable CurrentUser user) {
        if (machine != null) {
            confinement.check(machine, id, Map.of());
        }
        return JourneyId.parse(id)
                .flatMap(journey -> views.visible(journey, machine, user))
                .orElseThrow(() -> new Problem(HttpStatus.NOT_FOUND, "unknown-journey", "agencies.journey.unknown"));
    }
}

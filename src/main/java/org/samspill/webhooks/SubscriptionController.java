package org.samspill.webhooks;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentMachine;
import org.samspill.web.Problem;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where an organisation's machines say which events they want to be told, and where. Another organisation's subscriptions do not exist. */
@Tag(
        name = "Subscriptions",
        description =
                "Being told: CloudEvents about an organisation's own work and the journeys it takes part in, posted to"
                        + " an address of its own")
@RestController
@RequestMapping(path = "/api/subscriptions", produces = MediaType.APPLICATION_JSON_VALUE)
class SubscriptionController {

    private static final int LONGEST_OVERLAP = 30;

    private final Subscribing subscribing;

    SubscriptionController(Subscribing subscribing) {
        this.subscribing = subscribing;
    }

    @Schema(name = "Subscribe")
    record Wish(
            @Schema(
                    description = "Where to; https",
                    example = "https://journal.example.org/samspill",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String address,

            @Schema(
                    description = "Which events",
                    example = "[\"WorkItemOpened\", \"ConsentWithdrawn\"]",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            List<@Nullable String> types) {}

    @Schema(name = "Subscription")
    record View(
            String id,
            String address,
            List<String> types,

            @Schema(
                    description = "waiting: the address has not answered the validation event yet; refused: it never"
                            + " did, and is told nothing",
                    allowableValues = {"waiting", "active", "refused"})
            String state,

            Instant createdAt,

            @Schema(description = "When the address last took an event") @Nullable
            Instant deliveredAt,

            @Schema(description = "How many tries in a row have failed")
            int failures) {

        static View of(Subscription subscription) {
            return new View(
                    subscription.id(),
                    subscription.address().toString(),
                    List.of(subscription.typesInOneLine().split(" ")),
                    subscription.state().name().toLowerCase(java.util.Locale.ROOT),
                    subscription.createdAt(),
                    subscription.deliveredAt(),
                    subscription.failures());
        }
    }

    @Schema(name = "NewSubscription")
    record Made(
            View subscription,

            @Schema(description = "What events are signed with (Standard Webhooks); shown this once")
            String secret) {}

    @Schema(name = "SubscriptionSecret")
    record Renewed(
            String id,

            @Schema(description = "The new secret; shown this once")
            String secret,

            @Schema(description = "Until then events are signed with the one before, too")
            Instant oldGoodUntil) {}

    @Operation(
            summary = "Subscribe",
            description =
                    "Within a minute the address is sent an event of type platform.events.validatesubscription, which"
                            + " it has to answer with 200; from then on it is told. Events are signed as Standard Webhooks"
                            + " says, come at least once, and in order for each journey.")
    @ApiResponse(responseCode = "201", description = "Taken; the secret is shown this once")
    @ApiResponse(
            responseCode = "400",
            description = "The address or a type will not do; `field` names it",
            content = @Content)
    @ApiResponse(responseCode = "409", description = "There are 20 subscriptions already", content = @Content)
    @PostMapping
    ResponseEntity<Made> subscribe(
            @Parameter(hidden = true) CurrentMachine machine, @RequestBody Wish wish, HttpServletResponse response) {
        Subscribing.Made made = subscribing.subscribe(machine.organisation(), wish.address(), wish.types());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return ResponseEntity.created(
                        URI.create("/api/subscriptions/" + made.subscription().id()))
                .body(new Made(View.of(made.subscription()), made.secret()));
    }

    @Operation(summary = "The organisation's subscriptions")
    @ApiResponse(responseCode = "200", description = "All of them, the oldest first, without their secrets")
    @GetMapping
    List<View> all(@Parameter(hidden = true) CurrentMachine machine) {
        return subscribing.of(machine.organisation()).stream().map(View::of).toList();
    }

    @Operation(summary = "One subscription")
    @ApiResponse(responseCode = "200", description = "How it stands")
    @ApiResponse(responseCode = "404", description = "The organisation has no such subscription", content = @Content)
    @GetMapping("/{id}")
    View one(@Parameter(hidden = true) CurrentMachine machine, @PathVariable String id) {
        return View.of(own(machine, id));
    }

    @Operation(summary = "End a subscription", description = "What waits for it is not sent any more.")
    @ApiResponse(responseCode = "204", description = "Ended")
    @ApiResponse(responseCode = "404", description = "The organisation has no such subscription", content = @Content)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@Parameter(hidden = true) CurrentMachine machine, @PathVariable String id) {
        subscribing.end(own(machine, id));
    }

    @Operation(
            summary = "Renew the secret",
            description =
                    "Events are signed with both secrets for the overlap, so that the receiver can change over in its"
                            + " own time.")
    @ApiResponse(responseCode = "201", description = "The new secret, shown this once")
    @ApiResponse(responseCode = "400", description = "The overlap is not 0 to 30 days", content = @Content)
    @ApiResponse(responseCode = "404", description = "The organisation has no such subscription", content = @Content)
    @PostMapping("/{id}/secret")
    @ResponseStatus(HttpStatus.CREATED)
    Renewed renew(
            @Parameter(hidden = true) CurrentMachine machine,
            @PathVariable String id,
            @RequestParam(defaultValue = "7") int overlapDays,
            HttpServletResponse response) {
        Subscription subscription = own(machine, id);
        if (overlapDays < 0 || overlapDays > LONGEST_OVERLAP) {
            throw new Problem(HttpStatus.BAD_REQUEST, "wrong-parameter", "webhooks.problem.overlap", LONGEST_OVERLAP)
                    .at("overlapDays");
        }
        Instant now = Instant.now();
        Duration overlap = Duration.ofDays(overlapDays);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return new Renewed(id, subscribing.renewSecret(subscription, now, overlap), now.plus(overlap));
    }

    private Subscription own(CurrentMachine machine, String id) {
        return subscribing
                .find(machine.organisation(), id)
                .orElseThrow(
                        () -> new Problem(HttpStatus.NOT_FOUND, "unknown-subscription", "webhooks.problem.unknown"));
    }
}

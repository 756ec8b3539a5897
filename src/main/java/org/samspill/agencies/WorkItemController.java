package org.samspill.agencies;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.PersonId;
import org.samspill.web.Problem;
import org.samspill.work.Answering;
import org.samspill.work.Outcome;
import org.samspill.work.WorkItems;
import org.samspill.work.WorkList;
import org.samspill.work.WorkQuery;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The caseworker's list and its verbs as data, for case systems that show them in a screen of their own. Several at once are in {@code BulkWorkController}. */
@Tag(
        name = "Work items",
        description = "The organisation's open work, the most urgent first, for a signed-in caseworker")
@ApiResponse(
        responseCode = "403",
        description = "Not a caseworker, or without the function that the item asks for",
        content = @Content)
@RestController
@RequestMapping(path = "/api/work-items", produces = MediaType.APPLICATION_JSON_VALUE)
class WorkItemController {

    private static final int LONGEST_MESSAGE = 4000;

    private final WorkItems work;
    private final Answering answering;
    private final WorkList list;
    private final WorkItemViews views;
    private final MessageSource messages;

    WorkItemController(
            WorkItems work, Answering answering, WorkList list, WorkItemViews views, MessageSource messages) {
        this.work = work;
        this.answering = answering;
        this.list = list;
        this.views = views;
        this.messages = messages;
    }

    @Schema(name = "WorkItemPage")
    record Page(
            List<WorkItemViews.ItemView> items,

            @Schema(description = "Where the next page begins; null after the last") @Nullable
            String next) {}

    @Schema(name = "Answers")
    record Answers(
            @Schema(description = "The answers by field, as the item's fields ask for them") @Nullable
            Map<String, @Nullable Object> data) {}

    @Schema(name = "Refusal")
    record Refusal(
            @Schema(description = "Key of a refusal of the contract", requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String reason,

            @Schema(description = "Words for the applicant") @Nullable
            String message) {}

    @Schema(name = "Assignment")
    record Assignment(
            @Schema(description = "Id of the colleague", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String to) {}

    @Operation(summary = "The organisation's open work")
    @ApiResponse(responseCode = "200", description = "The most urgent first")
    @GetMapping
    Page page(
            @Parameter(hidden = true) CurrentUser user,
            @Parameter(description = "mine, group, new, urgent or waiting") @RequestParam(defaultValue = "group")
                    String view,
            @Parameter(description = "Words of the task, or the beginning of a journey's id")
                    @RequestParam(required = false)
                    @Nullable
                    String text,
            @Parameter(description = "Key of a life event") @RequestParam(required = false) @Nullable String lifeEvent,
            @Parameter(description = "Id of a step, or key of a service") @RequestParam(required = false) @Nullable
                    String element,
            @Parameter(description = "`next` of the page before") @RequestParam(required = false) @Nullable
                    String cursor,
            @Parameter(description = "1 to 200") @RequestParam(defaultValue = "50") int size) {
        WorkQuery.View wanted = Arrays.stream(WorkQuery.View.values())
                .filter(one -> one.name().equalsIgnoreCase(view))
                .findFirst()
                .orElseThrow(
                        () -> new Problem(HttpStatus.BAD_REQUEST, "wrong-parameter", "agencies.work.view").at("view"));
        WorkList.Page page =
                list.desk(caseworker(user)).page(new WorkQuery(wanted, text, lifeEvent, element, cursor, size));
        return new Page(page.items().stream().map(views::of).toList(), page.next());
    }

    @Operation(
            summary = "One item with its data and what is asked for",
            description = "Reading it is written down as a disclosure.")
    @ApiResponse(responseCode = "404", description = "No such item of the organisation", content = @Content)
    @GetMapping("/{id}")
    WorkItemViews.OpenedView open(@Parameter(hidden = true) CurrentUser user, @PathVariable String id) {
        return work.open(id, caseworker(user)).map(views::of).orElseThrow(() -> Verdict.of(
                        work.find(id, user).isPresent() ? new Outcome.ConsentEnded() : new Outcome.NotFound())
                .problem());
    }

    @Operation(summary = "Take an item for oneself")
    @ApiResponse(responseCode = "409", description = "Somebody else has it, or it has ended", content = @Content)
    @PostMapping("/{id}/claim")
    ResponseEntity<?> claim(
            @Parameter(hidden = true) CurrentUser user,
            @PathVariable String id,
            @Parameter(hidden = true) Locale locale) {
        return answer(work.claim(id, caseworker(user)), locale);
    }

    @Operation(summary = "Give a claimed item back")
    @ApiResponse(responseCode = "409", description = "Somebody else has it, or it has ended", content = @Content)
    @PostMapping("/{id}/release")
    ResponseEntity<?> release(
            @Parameter(hidden = true) CurrentUser user,
            @PathVariable String id,
            @Parameter(hidden = true) Locale locale) {
        return answer(work.release(id, caseworker(user)), locale);
    }

    @Operation(summary = "Hand an item to a colleague")
    @ApiResponse(responseCode = "409", description = "Somebody else has it, or it has ended", content = @Content)
    @PostMapping("/{id}/assign")
    ResponseEntity<?> assign(
            @Parameter(hidden = true) CurrentUser user,
            @PathVariable String id,
            @RequestBody Assignment request,
            @Parameter(hidden = true) Locale locale) {
        return answer(work.assign(id, caseworker(user), new PersonId(given("to", request.to()))), locale);
    }

    @Operation(
            summary = "Answer an item",
            description = "The answers pass the checks of the item's form, or of its service's contract.")
    @ApiResponse(responseCode = "200", description = "Answered; the journey goes on")
    @ApiResponse(
            responseCode = "422",
            description = "Answers that have to be put right",
            content = @Content(schema = @Schema(implementation = RefusedAnswers.class)))
    @PostMapping("/{id}/complete")
    ResponseEntity<?> complete(
            @Parameter(hidden = true) CurrentUser user,
            @PathVariable String id,
            @RequestBody Answers request,
            @Parameter(hidden = true) Locale locale) {
        return answer(completed(work, answering, caseworker(user), id, request.data()), locale);
    }

    /** Answers an item with its form; opening it for its form discloses nothing that the caseworker may not see. */
    static Outcome completed(
            WorkItems work,
            Answering answering,
            CurrentUser user,
            String id,
            @Nullable Map<String, @Nullable Object> answers) {
        return work.open(id, user)
                .map(opened -> answering.answer(
                        id, user, JsonAnswers.posted(opened.form(), answers == null ? Map.of() : answers)))
                .orElseGet(() -> work.find(id, user).isPresent() ? new Outcome.ConsentEnded() : new Outcome.NotFound());
    }

    @Operation(summary = "Refuse a service with a reason of its contract")
    @ApiResponse(responseCode = "400", description = "The contract does not know the reason", content = @Content)
    @PostMapping("/{id}/refuse")
    ResponseEntity<?> refuse(
            @Parameter(hidden = true) CurrentUser user,
            @PathVariable String id,
            @RequestBody Refusal request,
            @Parameter(hidden = true) Locale locale) {
        String reason = given("reason", request.reason());
        return answer(answering.refuse(id, caseworker(user), reason, sayable(request.message())), locale);
    }

    /** Words that are kept with the journey have an end. */
    static @Nullable String sayable(@Nullable String message) {
        if (message != null && message.length() > LONGEST_MESSAGE) {
            throw new Problem(
                            HttpStatus.BAD_REQUEST,
                            "wrong-request",
                            "agencies.request.long",
                            "message",
                            LONGEST_MESSAGE)
                    .at("message");
        }
        return message;
    }

    static String given(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new Problem(HttpStatus.BAD_REQUEST, "wrong-request", "agencies.request.missing", name).at(name);
        }
        return value;
    }

    static CurrentUser caseworker(CurrentUser user) {
        if (user.organisation() == null) {
            throw new Problem(HttpStatus.FORBIDDEN, "not-allowed", "agencies.work.no-organisation");
        }
        return user;
    }

    private ResponseEntity<?> answer(Outcome outcome, Locale locale) {
        Verdict verdict = Verdict.of(outcome);
        if (verdict.item() != null) {
            return ResponseEntity.ok(views.of(verdict.item()));
        }
        if (!verdict.problems().isEmpty()) {
            return RefusedAnswers.of(verdict.problems(), messages, locale).answer();
        }
        throw verdict.problem();
    }
}

package org.samspill.agencies;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.PersonId;
import org.samspill.web.Problem;
import org.samspill.web.SecurityEvents;
import org.samspill.work.Answering;
import org.samspill.work.Outcome;
import org.samspill.work.WorkItems;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The verbs of {@link WorkItemController} for several items at once: each is done or refused by itself, and says so. */
@Tag(name = "Work items")
@ApiResponse(responseCode = "200", description = "One result per item, in the order asked")
@ApiResponse(responseCode = "400", description = "No ids, or more than 200", content = @Content)
@RestController
@RequestMapping(path = "/api/work-items", produces = MediaType.APPLICATION_JSON_VALUE)
class BulkWorkController {

    private static final int MOST = 200;

    private final WorkItems work;
    private final Answering answering;
    private final MessageSource messages;
    private final SecurityEvents events;
    private final HttpServletRequest current;

    /** @param current whichever request is being answered */
    BulkWorkController(
            WorkItems work,
            Answering answering,
            MessageSource messages,
            SecurityEvents events,
            HttpServletRequest current) {
        this.work = work;
        this.answering = answering;
        this.messages = messages;
        this.events = events;
        this.current = current;
    }

    @Schema(name = "WorkItemIds")
    record Ids(
            @Schema(description = "At most 200") @Nullable List<@Nullable String> ids) {}

    @Schema(name = "Assignments")
    record Assignments(
            @Nullable List<@Nullable String> ids,

            @Schema(description = "Id of the colleague") @Nullable
            String to) {}

    @Schema(name = "Refusals")
    record Refusals(
            @Nullable List<@Nullable String> ids,
            @Nullable String reason,
            @Nullable String message) {}

    @Schema(name = "Completions")
    record Completions(@Nullable List<@Nullable Completion> items) {}

    @Schema(name = "Completion")
    record Completion(@Nullable String id, @Nullable Map<String, @Nullable Object> data) {}

    @Schema(name = "BulkResults")
    record Results(List<Result> results) {}

    @Schema(name = "BulkResult")
    record Result(
            String id,

            @Schema(
                    allowableValues = {
                        "done",
                        "done-before",
                        "unknown-work-item",
                        "ended",
                        "taken",
                        "not-allowed",
                        "unknown-reason",
                        "answers-refused"
                    })
            String result,

            @Schema(description = "What stands in the way; null when it was done") @Nullable
            String message,

            @Schema(description = "What has to be put right")
            List<RefusedAnswers.Mend> problems) {}

    @Operation(summary = "Take several items for oneself")
    @PostMapping("/claim")
    Results claim(
            @Parameter(hidden = true) CurrentUser user,
            @RequestBody Ids request,
            @Parameter(hidden = true) Locale locale) {
        CurrentUser caseworker = WorkItemController.caseworker(user);
        return each(caseworker, request.ids(), id -> work.claim(id, caseworker), locale);
    }

    @Operation(summary = "Give several items back")
    @PostMapping("/release")
    Results release(
            @Parameter(hidden = true) CurrentUser user,
            @RequestBody Ids request,
            @Parameter(hidden = true) Locale locale) {
        CurrentUser caseworker = WorkItemController.caseworker(user);
        return each(caseworker, request.ids(), id -> work.release(id, caseworker), locale);
    }

    @Operation(summary = "Hand several items to a colleague")
    @PostMapping("/assign")
    Results assign(
            @Parameter(hidden = true) CurrentUser user,
            @RequestBody Assignments request,
            @Parameter(hidden = true) Locale locale) {
        CurrentUser caseworker = WorkItemController.caseworker(user);
        PersonId to = new PersonId(WorkItemController.given("to", request.to()));
        return each(caseworker, request.ids(), id -> work.assign(id, caseworker, to), locale);
    }

    @Operation(summary = "Refuse several services for the same reason")
    @PostMapping("/refuse")
    Results refuse(
            @Parameter(hidden = true) CurrentUser user,
            @RequestBody Refusals request,
            @Parameter(hidden = true) Locale locale) {
        CurrentUser caseworker = WorkItemController.caseworker(user);
        String reason = WorkItemController.given("reason", request.reason());
        String message = WorkItemController.sayable(request.message());
        return each(caseworker, request.ids(), id -> answering.refuse(id, caseworker, reason, message), locale);
    }

    @Operation(summary = "Answer several items")
    @PostMapping("/complete")
    Results complete(
            @Parameter(hidden = true) CurrentUser user,
            @RequestBody Completions request,
            @Parameter(hidden = true) Locale locale) {
        CurrentUser caseworker = WorkItemController.caseworker(user);
        List<@Nullable Completion> items = request.items() == null ? List.of() : request.items();
        limited("items", items.size());
        return told(
                caseworker,
                items.stream()
                        .map(item -> {
                            String id = item == null || item.id() == null ? "" : item.id();
                            return result(
                                    id,
                                    WorkItemController.completed(
                                            work, answering, caseworker, id, item == null ? null : item.data()),
                                    locale);
                        })
                        .toList());
    }

    private Results each(
            CurrentUser caseworker,
            @Nullable List<@Nullable String> ids,
            Function<String, Outcome> verb,
            Locale locale) {
        List<@Nullable String> asked = ids == null ? List.of() : ids;
        limited("ids", asked.size());
        return told(
                caseworker,
                asked.stream()
                        .map(id -> id == null ? "" : id)
                        .map(id -> result(id, verb.apply(id), locale))
                        .toList());
    }

    private Results told(CurrentUser caseworker, List<Result> results) {
        String unknown = Verdict.of(new Outcome.NotFound()).slug();
        int missing = (int) results.stream()
                .filter(result -> result.result().equals(unknown))
                .count();
        events.partlyNotThere(missing, results.size(), caseworker, current);
        return new Results(results);
    }

    private static void limited(String field, int size) {
        if (size == 0) {
            throw new Problem(HttpStatus.BAD_REQUEST, "wrong-request", "agencies.request.missing", field).at(field);
        }
        if (size > MOST) {
            throw new Problem(HttpStatus.BAD_REQUEST, "wrong-request", "agencies.request.many", field, MOST).at(field);
        }
    }

    private Result result(String id, Outcome outcome, Locale locale) {
        Verdict verdict = Verdict.of(outcome);
        List<RefusedAnswers.Mend> mends = verdict.problems().isEmpty()
                ? List.of()
                : RefusedAnswers.of(verdict.problems(), messages, locale).problems();
        return new Result(id, verdict.slug(), verdict.words(messages, locale), mends);
    }
}

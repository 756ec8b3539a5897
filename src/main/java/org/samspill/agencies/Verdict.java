package org.samspill.agencies;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.samspill.catalogue.FormProblem;
import org.samspill.web.Problem;
import org.samspill.work.Outcome;
import org.samspill.work.WorkItem;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;

/**
 * What came of a verb, as people's case systems are told: in one answer alone, or as one of several.
 *
 * @param slug stable name
 * @param item the item as it stands now, when it was done
 * @param problems what has to be put right in a form
 */
record Verdict(
        String slug,
        HttpStatus status,
        @Nullable String message,
        List<Object> arguments,
        @Nullable String field,
        @Nullable WorkItem item,
        List<FormProblem> problems) {

    static Verdict of(Outcome outcome) {
        if (outcome instanceof Outcome.Done done) {
            return new Verdict("done", HttpStatus.OK, null, List.of(), null, done.item(), List.of());
        }
        if (outcome instanceof Outcome.Repeated again) {
            return new Verdict("done-before", HttpStatus.OK, null, List.of(), null, again.item(), List.of());
        }
        if (outcome instanceof Outcome.Ended) {
            return refused("ended", HttpStatus.CONFLICT, "agencies.work.ended", null);
        }
        if (outcome instanceof Outcome.ConsentEnded) {
            return refused("consent-ended", HttpStatus.GONE, "agencies.work.consent-ended", null);
        }
        if (outcome instanceof Outcome.Taken || outcome instanceof Outcome.NotLocked) {
            return refused("taken", HttpStatus.CONFLICT, "agencies.work.taken", null);
        }
        if (outcome instanceof Outcome.CannotAssign) {
            return refused("not-allowed", HttpStatus.FORBIDDEN, "agencies.work.not-allowed", null);
        }
        if (outcome instanceof Outcome.UnknownReason unknown) {
            return refused(
                    "unknown-reason",
                    HttpStatus.BAD_REQUEST,
                    "agencies.work.reason",
                    "reason",
                    String.join(", ", unknown.reasons()));
        }
        if (outcome instanceof Outcome.Rejected rejected) {
            return new Verdict(
                    "answers-refused",
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    "agencies.answers.refused",
                    List.of(rejected.problems().size()),
                    rejected.problems().get(0).field(),
                    null,
                    rejected.problems());
        }
        return refused("unknown-work-item", HttpStatus.NOT_FOUND, "agencies.work.unknown", null);
    }

    private static Verdict refused(
            String slug, HttpStatus status, String message, @Nullable String field, Object... arguments) {
        return new Verdict(slug, status, message, List.of(arguments), field, null, List.of());
    }

    /** In the reader's language; null when nothing stands in the way. */
    @Nullable
    String words(MessageSource messages, Locale locale) {
        return message == null ? null : messages.getMessage(message, arguments.toArray(), locale);
    }

    Problem problem() {
        Problem problem =
                new Problem(status, slug, message == null ? "agencies.work.unknown" : message, arguments.toArray());
        return field == null ? problem : problem.at(field);
    }
}

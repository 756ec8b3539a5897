package org.samspill.agencies;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.samspill.catalogue.FormProblem;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Problem details for answers that a form does not take: every field that has to be put right. */
@Schema(description = "Answers that have to be put right, each with its field")
record RefusedAnswers(
        String type,
        String title,
        int status,
        String detail,
        String message,
        int code,
        @Schema(description = "The first field at fault") String field,
        List<Mend> problems) {

    /** What has to be put right in one field. */
    record Mend(String field, String detail) {}

    static RefusedAnswers of(List<FormProblem> problems, MessageSource messages, Locale locale) {
        List<Mend> mends = problems.stream()
                .map(problem -> new Mend(
                        problem.field(),
                        Objects.requireNonNull(messages.getMessage(
                                problem.key(), problem.arguments().toArray(), problem.key(), locale))))
                .toList();
        String detail = messages.getMessage("agencies.answers.refused", new Object[] {mends.size()}, locale);
        return new RefusedAnswers(
                "urn:samspill:problem:answers-refused",
                HttpStatus.UNPROCESSABLE_ENTITY.getReasonPhrase(),
                HttpStatus.UNPROCESSABLE_ENTITY.value(),
                detail,
                detail,
                0,
                mends.get(0).field(),
                mends);
    }

    ResponseEntity<RefusedAnswers> answer() {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(this);
    }
}

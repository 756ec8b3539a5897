package org.samspill.agencies;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Writes refusals in the protocol's own shape. It stands before the advice of `web` because clients of the protocol tell kinds of refusal apart by
 * the names in {@code type}, and read plain application/json only.
 */
@RestControllerAdvice(assignableTypes = {ExternalTaskController.class, ProcessVariablesController.class})
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProtocolErrors {

    private static final Locale BOKMAAL = Locale.forLanguageTag("nb");
    private static final String RETRY_SECONDS = "2";

    /** Who sends thousands of wrong values is told of the first ones. */
    private static final int MOST_TOLD = 20;

    private final MessageSource messages;

    ProtocolErrors(MessageSource messages) {
        this.messages = messages;
    }

    @ExceptionHandler
    ResponseEntity<ProtocolError> refused(ProtocolRefusal refusal, HttpServletRequest request) {
        return answer(refusal, request);
    }

    @ExceptionHandler
    ResponseEntity<ProtocolError> unfit(UnfitVariables unfit, HttpServletRequest request) {
        Locale locale = language(request);
        String problems = unfit.problems().stream()
                .limit(MOST_TOLD)
                .map(wrong -> wrong.name() + ": "
                        + messages.getMessage(
                                wrong.messageKey(), wrong.arguments().toArray(), locale))
                .collect(Collectors.joining("; "));
        return answer(
                ProtocolRefusal.invalid(
                        "variables." + unfit.problems().get(0).name(), "agencies.variables.unfit", problems),
                request);
    }

    @ExceptionHandler
    ResponseEntity<ProtocolError> faster(ConcurrencyFailureException conflict, HttpServletRequest request) {
        return answer(
                new ProtocolRefusal(HttpStatus.CONFLICT, "OptimisticLockingException", "agencies.task.changed")
                        .code(ProtocolRefusal.OTHERS_WERE_FASTER),
                request);
    }

    @ExceptionHandler
    ResponseEntity<ProtocolError> unreadable(HttpMessageNotReadableException unreadable, HttpServletRequest request) {
        Throwable cause = unreadable.getCause();
        if (cause instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            String path = path(mapping);
            return answer(ProtocolRefusal.invalid(path, "agencies.request.member", path), request);
        }
        if (cause instanceof IOException && !(cause instanceof JsonProcessingException)) {
            // The body was cut off by the limit on its size while it was read.
            return answer(
                    new ProtocolRefusal(
                            HttpStatus.PAYLOAD_TOO_LARGE, ProtocolRefusal.INVALID_REQUEST, "agencies.request.large"),
                    request);
        }
        return answer(
                new ProtocolRefusal(
                        HttpStatus.BAD_REQUEST, ProtocolRefusal.INVALID_REQUEST, "agencies.request.unreadable"),
                request);
    }

    private static String path(JsonMappingException mapping) {
        return mapping.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
    }

    private ResponseEntity<ProtocolError> answer(ProtocolRefusal refusal, HttpServletRequest request) {
        HttpStatus status = refusal.status();
        String message = messages.getMessage(refusal.key(), refusal.arguments(), language(request));
        var answer = ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON);
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        return answer.body(new ProtocolError(
                refusal.type(),
                message,
                refusal.code(),
                status.getReasonPhrase(),
                status.value(),
                message,
                request.getRequestURI(),
                refusal.field()));
    }

    /** The protocol speaks English unless its reader asks for Norwegian. */
    private static Locale language(HttpServletRequest request) {
        @Nullable String asked = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
        return asked != null && asked.toLowerCase(Locale.ROOT).matches("(nb|nn|no)\\b.*") ? BOKMAAL : Locale.ENGLISH;
    }
}

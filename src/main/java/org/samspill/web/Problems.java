package org.samspill.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/** Puts what Spring throws for a bad request into our words; no class name, address or query of ours ever gets out. */
final class Problems {

    private Problems() {}

    /** The problem that stands behind an exception, or null when it is a defect of ours. */
    static @Nullable Problem of(Throwable thrown) {
        if (thrown instanceof Problem problem) {
            return problem;
        }
        if (caused(thrown, BodyLimit.TooLarge.class) != null || thrown instanceof MaxUploadSizeExceededException) {
            return of(HttpStatus.PAYLOAD_TOO_LARGE);
        }
        if (thrown instanceof MultipartException) {
            return new Problem(HttpStatus.BAD_REQUEST, "unreadable-body", "web.problem.unreadable-body");
        }
        if (thrown instanceof HttpMessageNotReadableException unreadable) {
            return unreadable(unreadable);
        }
        if (thrown instanceof MissingServletRequestParameterException missing) {
            return new Problem(
                            HttpStatus.BAD_REQUEST,
                            "missing-parameter",
                            "web.problem.missing-parameter",
                            missing.getParameterName())
                    .at(missing.getParameterName());
        }
        if (thrown instanceof MissingRequestValueException) {
            return of(HttpStatus.BAD_REQUEST);
        }
        if (thrown instanceof MethodArgumentTypeMismatchException mismatch) {
            return new Problem(
                            HttpStatus.BAD_REQUEST,
                            "wrong-parameter",
                            "web.problem.wrong-parameter",
                            mismatch.getName())
                    .at(mismatch.getName());
        }
        if (thrown instanceof MethodArgumentNotValidException invalid && invalid.getFieldError() != null) {
            String field = invalid.getFieldError().getField();
            return new Problem(HttpStatus.BAD_REQUEST, "wrong-parameter", "web.problem.wrong-parameter", field)
                    .at(field);
        }
        if (DatabaseAway.behind(thrown)) {
            return of(HttpStatus.SERVICE_UNAVAILABLE);
        }
        if (thrown instanceof ConcurrencyFailureException || thrown instanceof DuplicateKeyException) {
            return of(HttpStatus.CONFLICT);
        }
        if (thrown instanceof ErrorResponse response) {
            HttpStatus status = HttpStatus.resolve(response.getStatusCode().value());
            return status == null || status.is5xxServerError() && status != HttpStatus.SERVICE_UNAVAILABLE
                    ? null
                    : of(status);
        }
        return null;
    }

    /** What a status says when nothing more is known. */
    static Problem of(HttpStatus status) {
        return switch (status) {
            case UNAUTHORIZED -> new Problem(status, "not-signed-in", "web.problem.not-signed-in");
            case FORBIDDEN -> new Problem(status, "not-allowed", "web.problem.not-allowed");
            case NOT_FOUND -> new Problem(status, "not-found", "web.problem.not-found");
            case METHOD_NOT_ALLOWED -> new Problem(status, "method-not-allowed", "web.problem.method-not-allowed");
            case NOT_ACCEPTABLE -> new Problem(status, "not-acceptable", "web.problem.not-acceptable");
            case CONFLICT -> new Problem(status, "changed-meanwhile", "web.problem.changed-meanwhile");
            case PAYLOAD_TOO_LARGE -> new Problem(status, "too-large", "web.problem.too-large");
            case URI_TOO_LONG -> new Problem(status, "address-too-long", "web.problem.address-too-long");
            case UNSUPPORTED_MEDIA_TYPE ->
                new Problem(status, "unsupported-media-type", "web.problem.unsupported-media-type");
            case TOO_MANY_REQUESTS -> new Problem(status, "too-many-requests", "web.problem.too-many-requests");
            case SERVICE_UNAVAILABLE -> new Problem(status, "unavailable", "web.problem.unavailable");
            default ->
                status.is5xxServerError()
                        ? new Problem(status, "our-fault", "web.problem.our-fault")
                        : new Problem(status, "bad-request", "web.problem.bad-request");
        };
    }

    private static Problem unreadable(HttpMessageNotReadableException unreadable) {
        JsonMappingException mapping = caused(unreadable, JsonMappingException.class);
        if (mapping != null && !mapping.getPath().isEmpty()) {
            String field = mapping.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                    .collect(Collectors.joining("."));
            return new Problem(HttpStatus.BAD_REQUEST, "wrong-field", "web.problem.wrong-field", field).at(field);
        }
        JsonProcessingException syntax = caused(unreadable, JsonProcessingException.class);
        if (syntax != null && syntax.getLocation() != null) {
            return new Problem(
                    HttpStatus.BAD_REQUEST,
                    "malformed-json",
                    "web.problem.malformed-json",
                    syntax.getLocation().getLineNr(),
                    syntax.getLocation().getColumnNr());
        }
        return new Problem(HttpStatus.BAD_REQUEST, "unreadable-body", "web.problem.unreadable-body");
    }

    private static <T extends Throwable> @Nullable T caused(Throwable thrown, Class<T> kind) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (kind.isInstance(each)) {
                return kind.cast(each);
            }
            if (each == each.getCause()) {
                return null;
            }
        }
        return null;
    }
}

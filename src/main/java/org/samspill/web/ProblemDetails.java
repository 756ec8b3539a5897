package org.samspill.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A problem in words: the RFC 9457 members, with {@code message} and {@code code} beside them because clients of the external-task protocol show those.
 *
 * @param next what the reader can do now
 * @param reference names the line in the log, for what went wrong with us
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProblemDetails(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        @Nullable String field,
        @Nullable String reference,
        String message,
        int code,
        @Nullable String next) {}

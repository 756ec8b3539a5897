package org.samspill.agencies;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as the external-task protocol writes it ({@code type}, {@code message}, {@code code}), which is a problem of RFC 9457 as well.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "A refusal: the protocol's members type, message and code, and those of RFC 9457")
record ProtocolError(
        @Schema(description = "Kind of refusal", example = "InvalidRequestException")
        String type,

        @Schema(description = "What is wrong and what to do; the same as detail")
        String message,

        @Schema(
                description =
                        "0; 1 when another change of the same task was faster; 20001 when the worker does not hold the task, or no longer does",
                example = "0")
        int code,

        String title,
        @Schema(example = "400") int status,
        String detail,
        @Schema(description = "The address that was called") String instance,

        @Schema(description = "The member or variable at fault, when there is one") @Nullable
        String field) {}

package org.samspill.agencies;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A task as {@code fetchAndLock} gives it: every member of the protocol, with the contract's inputs as its only variables. */
@Schema(description = "A task that the worker holds now")
record LockedTask(
        String activityId,
        String activityInstanceId,
        @Nullable String errorMessage,
        @Nullable String errorDetails,
        String executionId,

        @Schema(description = "The task's id; the same id is the same work, so it serves as idempotency key")
        String id,

        @Nullable String lockExpirationTime,
        String createTime,
        String processDefinitionId,
        String processDefinitionKey,
        @Nullable String processDefinitionVersionTag,
        @Schema(description = "The journey's id") String processInstanceId,
        @Nullable Integer retries,
        boolean suspended,
        String workerId,
        @Schema(description = "The service's key") String topicName,
        @Nullable String tenantId,
        Map<String, WireValue> variables,
        long priority,
        @Schema(description = "The journey's id") String businessKey,
        Map<String, String> extensionProperties) {}

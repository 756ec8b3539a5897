package org.samspill.agencies;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The requests of the external-task protocol, member by member. Members that are not named here are accepted and mean nothing. */
final class Protocol {

    private Protocol() {}

    @Schema(name = "FetchAndLock")
    record Fetch(
            @Schema(
                    description = "The worker's own name, at most 255 characters",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String workerId,

            @Schema(
                    description = "How many tasks at most; never more than 200 are given at once",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            Integer maxTasks,

            @Schema(description = "true: the most urgent first, whatever sorting says") @Nullable
            Boolean usePriority,

            @Schema(description = "How long to wait for work, in milliseconds, at most 1800000") @Nullable
            Long asyncResponseTimeout,

            @Nullable List<Sorting> sorting,
            @Nullable List<Topic> topics) {}

    @Schema(name = "FetchSorting")
    record Sorting(
            @Schema(allowableValues = "createTime") @Nullable
            String sortBy,

            @Schema(allowableValues = {"asc", "desc"}) @Nullable
            String sortOrder) {}

    @Schema(name = "FetchTopic", description = "Which service's work is wanted, and how")
    record Topic(
            @Schema(description = "The service's key", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String topicName,

            @Schema(description = "Milliseconds, at most a year", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Long lockDuration,

            @Schema(
                    description =
                            "Inputs of the contract that are wanted; left out: all of them. Other names give nothing")
            @Nullable
            List<String> variables,

            @Schema(description = "Of this journey only") @Nullable
            String businessKey,

            @Nullable String processDefinitionId,
            @Nullable List<String> processDefinitionIdIn,
            @Nullable String processDefinitionKey,
            @Nullable List<String> processDefinitionKeyIn,

            @Schema(description = "Refused: versions carry no tags here") @Nullable
            String processDefinitionVersionTag,

            @Schema(
                    description =
                            "Refused unless empty: work cannot be asked for by values that are not the asker's to read")
            @Nullable
            Map<String, Object> processVariables,

            @Schema(description = "There are no tenants: asking for one gives nothing") @Nullable
            List<String> tenantIdIn,

            @Nullable Boolean withoutTenantId,
            @Nullable Boolean includeExtensionProperties) {}

    @Schema(name = "CompleteTask")
    record Complete(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String workerId,

            @Schema(description = "The outputs of the contract, by name") @Nullable
            Map<String, @Nullable WireValue> variables,

            @Schema(description = "Taken as outputs too") @Nullable
            Map<String, @Nullable WireValue> localVariables) {}

    @Schema(name = "FailTask")
    record Failure(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String workerId,

            @Schema(description = "Kept to 666 characters") @Nullable
            String errorMessage,

            @Nullable String errorDetails,

            @Schema(description = "Tries left; left out: none, and an operator is told") @Nullable
            Integer retries,

            @Schema(description = "Milliseconds until the work is offered again") @Nullable
            Long retryTimeout,

            @Schema(description = "Refused unless empty: data come with the completed task") @Nullable
            Map<String, @Nullable WireValue> variables,

            @Nullable Map<String, @Nullable WireValue> localVariables) {}

    @Schema(name = "RefuseTask")
    record BpmnError(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String workerId,

            @Schema(description = "A refusal of the service's contract", requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String errorCode,

            @Schema(description = "Words for the applicant, at most 4000 characters") @Nullable
            String errorMessage,

            @Schema(description = "Refused unless empty") @Nullable
            Map<String, @Nullable WireValue> variables) {}

    @Schema(name = "ExtendLock")
    record Extend(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String workerId,

            @Schema(description = "Milliseconds from now", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Long newDuration) {}

    @Schema(name = "LockTask")
    record Lock(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String workerId,

            @Schema(description = "Milliseconds", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Long lockDuration) {}

    @Schema(name = "ChangeVariables")
    record Modifications(@Nullable Map<String, @Nullable WireValue> modifications) {}
}

package org.samspill.operations;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.jspecify.annotations.Nullable;
import org.samspill.journeys.JourneyId;
import org.samspill.work.WorkOperations;
import org.springframework.stereotype.Component;

/** The engine's own work (timers, asynchronous steps) that has failed. */
@Component
class EngineJobs {

    private static final int MOST = 200;

    private final ManagementService management;
    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final Clock clock;

    EngineJobs(ManagementService management, RuntimeService runtime, RepositoryService repository, Clock clock) {
        this.management = management;
        this.runtime = runtime;
        this.repository = repository;
        this.clock = clock;
    }

    /** A job whose last run failed; {@code journey} is null when the instance is no journey's. */
    record Failed(
            String id,
            String definition,
            String process,
            String element,
            @Nullable JourneyId journey,
            Instant since,
            @Nullable String message) {}

    /** Jobs that failed when they last ran or have no tries left, at most 200 of each. */
    List<Failed> failed() {
        Map<String, Job> jobs = Stream.concat(
                        management.createJobQuery().noRetriesLeft().orderByJobId().asc().listPage(0, MOST).stream(),
                        management.createJobQuery().withException().orderByJobId().asc().listPage(0, MOST).stream())
                .filter(job -> job.getProcessDefinitionId() != null && job.getProcessInstanceId() != null)
                .collect(Collectors.toMap(Job::getId, Function.identity(), (one, same) -> one));
        return jobs.values().stream().flatMap(job -> read(job).stream()).toList();
    }

    private Optional<Failed> read(Job job) {
        JobDefinition definition = management
                .createJobDefinitionQuery()
                .jobDefinitionId(job.getJobDefinitionId())
                .singleResult();
        String element = job.getFailedActivityId() != null
                ? job.getFailedActivityId()
                : definition == null ? null : definition.getActivityId();
        if (element == null) {
            return Optional.empty();
        }
        ProcessInstance instance = runtime.createProcessInstanceQuery()
                .processInstanceId(job.getProcessInstanceId())
                .singleResult();
        String journey = instance == null ? null : instance.getBusinessKey();
        return Optional.of(new Failed(
                job.getId(),
                job.getProcessDefinitionId(),
                repository.getProcessDefinition(job.getProcessDefinitionId()).getKey(),
                element,
                journey == null ? null : JourneyId.parse(journey).orElse(null),
                job.getCreateTime() == null
                        ? clock.instant()
                        : job.getCreateTime().toInstant(),
                Objects.requireNonNullElse(job.getExceptionMessage(), "").isBlank()
                        ? null
                        : job.getExceptionMessage()));
    }

    /** Gives the job new tries, to be run at once; false when it is gone. */
    boolean retry(String id) {
        try {
            management.setJobRetries(id, WorkOperations.TRIES);
            return true;
        } catch (ProcessEngineException gone) {
            if (management.createJobQuery().jobId(id).count() > 0) {
                throw gone;
            }
            return false;
        }
    }
}

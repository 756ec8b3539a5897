package org.samspill.operations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.jspecify.annotations.Nullable;
import org.samspill.journeys.JourneyId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The engine's own work (timers, asynchronous steps) that has failed. */
@Component
class EngineJobs {

    private static final int MOST = 500;

    private final ManagementService management;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final int tries;

    EngineJobs(ProcessEngine engine, JdbcClient jdbc, Clock clock) {
        this.management = engine.getManagementService();
        this.jdbc = jdbc;
        this.clock = clock;
        this.tries = engine.getProcessEngineConfiguration().getDefaultNumberOfRetries();
    }

    /**
     * A job whose last run failed.
     *
     * @param journey null when the instance is no journey's
     * @param since when it gave up; while it has tries left, when it came
     * @param times how many tries have failed
     */
    record Failed(
            String id,
            String definition,
            String process,
            String element,
            @Nullable JourneyId journey,
            Instant since,
            int times,
            @Nullable String message) {}

    /**
     * Jobs that have lost tries, those without any left among them, at most 500; one that is set going again has all its tries and is left out. The
     * journey's id is the business key of the root, whichever process the job is in.
     */
    List<Failed> failed() {
        return jdbc.sql("""
                        select j.id_, j.process_def_id_, j.process_def_key_, coalesce(j.failed_act_id_, d.act_id_) as element,
                            r.business_key_, coalesce(i.incident_timestamp_, j.create_time_) as since, j.retries_, j.exception_msg_
                        from act_ru_job j
                            join act_ru_execution p on p.id_ = j.process_instance_id_
                            join act_ru_execution r on r.id_ = p.root_proc_inst_id_
                            left join act_ru_jobdef d on d.id_ = j.job_def_id_
                            left join act_ru_incident i on i.configuration_ = j.id_ and i.incident_type_ = 'failedJob'
                        where j.retries_ < ?
                            and coalesce(j.failed_act_id_, d.act_id_) is not null
                        order by j.id_ fetch first ? rows only
                        """).params(tries, MOST).query(this::read).list();
    }

    private Failed read(ResultSet row, int number) throws SQLException {
        String journey = row.getString("business_key_");
        String message = row.getString("exception_msg_");
        return new Failed(
                row.getString("id_"),
                row.getString("process_def_id_"),
                row.getString("process_def_key_"),
                row.getString("element"),
                journey == null ? null : JourneyId.parse(journey).orElse(null),
                row.getTimestamp("since").toInstant(),
                Math.max(1, tries - row.getInt("retries_")),
                message == null || message.isBlank() ? null : message);
    }

    /** Gives the job new tries, to be run at once and not when its next try would have come; false when it is gone. */
    boolean retry(String id) {
        try {
            management
                    .setJobRetries(tries)
                    .jobId(id)
                    .dueDate(Date.from(clock.instant()))
                    .execute();
            return true;
        } catch (ProcessEngineException gone) {
            if (management.createJobQuery().jobId(id).count() > 0) {
                throw gone;
            }
            return false;
        }
    }
}

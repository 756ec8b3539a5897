package org.samspill.agencies;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.client.ExternalTaskClient;
import org.camunda.bpm.client.exception.BadRequestException;
import org.camunda.bpm.client.exception.NotFoundException;
import org.camunda.bpm.client.task.ExternalTask;
import org.camunda.bpm.client.task.ExternalTaskService;
import org.camunda.bpm.client.variable.ClientValues;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.samspill.SamspillTest;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Journeys;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Camunda's Java client runs against us unchanged. */
@SamspillTest
class JavaClientTest {

    /** A task as the client gave it, with the means to answer it, and when. */
    private record Got(ExternalTask task, ExternalTaskService service, long at) {}

    private final Garden garden;
    private final Journeys journeys;
    private final BlockingQueue<Got> got = new LinkedBlockingQueue<>();
    private final ExternalTaskClient office;

    @Autowired
    JavaClientTest(ApplicationContext context, Journeys journeys) {
        this.garden = Garden.of(context);
        this.journeys = journeys;
        this.office = client(garden.office);
    }

    private static ExternalTaskClient client(Machine machine) {
        return ExternalTaskClient.create()
                .baseUrl(machine.server() + "/engine-rest")
                .asyncResponseTimeout(20_000)
                .lockDuration(20_000)
                .addInterceptor(request -> request.addHeader("Authorization", "Bearer " + machine.token()))
                .build();
    }

    @AfterEach
    void stop() {
        office.stop();
    }

    private void subscribe(JourneyId journey) {
        office.subscribe(Garden.SURVEY)
                .businessKey(journey.value())
                .includeExtensionProperties(true)
                .handler((task, service) -> got.add(new Got(task, service, System.nanoTime())))
                .open();
    }

    private Got next() throws InterruptedException {
        return Objects.requireNonNull(got.poll(30, TimeUnit.SECONDS), "No task came");
    }

    @Test
    void itReadsFailsTriesAgainExtendsAndCompletes() throws InterruptedException {
        JourneyId journey = garden.started();
        subscribe(journey);
        Got first = next();
        ExternalTask task = first.task();
        assertThat(task.getBusinessKey()).isEqualTo(journey.value());
        assertThat(task.<String>getVariable("grower.nationalId")).isEqualTo(Garden.GROWER);
        assertThat(task.<Double>getVariable("plot.area")).isEqualTo(40.0);
        assertThat(task.<Long>getVariable("plot.beds")).isEqualTo(3L);
        assertThat(task.<Boolean>getVariable("plot.sunny")).isTrue();
        assertThat(task.<Date>getVariable("plot.from").toInstant()).isEqualTo(Instant.parse("2026-04-30T22:00:00Z"));
        assertThat(task.<String>getVariable("plot.crops")).isEqualTo("[\"poteter\",\"bønner\"]");
        assertThat(task.getAllVariables()).hasSize(9).doesNotContainKey("grower.diagnosis");
        assertThat(task.getExtensionProperty("soil.probe")).isEqualTo("deep");
        assertThat(task.getLockExpirationTime()).isAfter(task.getCreateTime());
        first.service().handleFailure(task, "closed for lunch", "back soon", 2, 100);

        Got second = next();
        assertThat(second.task().getId()).isEqualTo(task.getId());
        assertThat(second.task().getRetries()).isEqualTo(2);
        assertThat(second.task().getErrorMessage()).isEqualTo("closed for lunch");
        second.service().extendLock(second.task(), 60_000);
        second.service().setVariables(second.task(), Map.of("survey.fee", 99.5));
        Map<String, Object> wrong = Map.of("survey.on", new Date(), "survey.area", 5000.0);
        try {
            second.service().complete(second.task(), wrong);
            throw new AssertionError("An area over the contract's limit was taken");
        } catch (BadRequestException refused) {
            assertThat(refused.getMessage()).contains("survey.area");
        }
        Map<String, Object> answer = new HashMap<>();
        answer.put("survey.on", Date.from(Instant.parse("2026-05-01T22:30:00Z")));
        answer.put("survey.area", 40.5);
        answer.put("survey.beds", 4);
        answer.put("survey.crops", ClientValues.jsonValue("[\"mais\"]"));
        answer.put("survey.note", null);
        second.service().complete(second.task(), answer);
        second.service().complete(second.task(), answer);

        Map<String, Object> data = journeys.dataOf(journeys.find(journey).orElseThrow());
        assertThat(data.get("survey.on")).hasToString("2026-05-02");
        assertThat(data).containsEntry("survey.beds", 4L).containsEntry("survey.fee", 99.5);
        assertThat(garden.waiting(journey).service()).isEqualTo(Garden.LEND);
    }

    @Test
    void itRefusesAndLearnsWhatIsOver() throws InterruptedException {
        JourneyId journey = garden.started();
        subscribe(journey);
        Got got = next();
        got.service().unlock(got.task());
        Got again = next();
        again.service().handleBpmnError(again.task(), "no-plot", "Ingen ledig jord");
        assertThat(journeys.find(journey).orElseThrow().endElement()).isEqualTo("End_NoPlot");
        try {
            again.service().extendLock(again.task(), 1000);
            throw new AssertionError("A task that is over was extended");
        } catch (NotFoundException over) {
            assertThat(over.getMessage()).contains(again.task().getId());
        }
    }

    @Test
    void itsLongPollWakesWithinASecondOfTheCommit() throws InterruptedException {
        JourneyId journey = garden.started();
        ExternalTaskClient shed = client(garden.shed);
        shed.subscribe(Garden.LEND)
                .businessKey(journey.value())
                .handler((task, service) -> got.add(new Got(task, service, System.nanoTime())))
                .open();
        String survey = garden.held(journey, "w");
        // Long enough for the client to have asked and to be waiting: it has had nothing for this time.
        assertThat(got.poll(1500, TimeUnit.MILLISECONDS)).isNull();
        garden.office.post(
                "/engine-rest/external-task/" + survey + "/complete",
                Map.of("workerId", "w", "variables", Garden.surveyed()));
        long committed = System.nanoTime();
        Got woken = next();
        shed.stop();
        assertThat(Duration.ofNanos(woken.at() - committed)).isLessThan(Duration.ofSeconds(1));
    }
}

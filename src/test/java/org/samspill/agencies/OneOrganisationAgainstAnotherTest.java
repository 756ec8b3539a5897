package org.samspill.agencies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.samspill.Attack;
import org.samspill.Attacks;
import org.samspill.SamspillTest;
import org.samspill.agencies.Machine.Answer;
import org.samspill.journeys.JourneyId;
import org.samspill.work.WorkItem;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What one organisation's machine can do to another's work, and learn of it: nothing. */
@SamspillTest
@Attack(Attacks.F25)
class OneOrganisationAgainstAnotherTest {

    private static final String TASKS = "/engine-rest/external-task/";

    private final Garden garden;

    @Autowired
    OneOrganisationAgainstAnotherTest(ApplicationContext context) {
        this.garden = Garden.of(context);
    }

    /** Every verb with a body that its own organisation would be obeyed for. */
    private static Map<String, Object> body(String worker) {
        return Map.of(
                "workerId", worker, "errorCode", "no-plot", "newDuration", 1000, "lockDuration", 1000, "retries", 1);
    }

    @Test
    void aForeignTaskIsNotFoundByAnyVerbEvenUnderItsHoldersName() {
        JourneyId journey = garden.started();
        String id = garden.held(journey, "office-worker");
        WorkItem before = garden.waiting(journey);
        String unknown = garden.shed
                .post(TASKS + "no-such-id/complete", body("office-worker"))
                .body()
                .replace("no-such-id", id);
        for (Machine stranger : List.of(garden.shed, garden.another)) {
            for (String verb : List.of("complete", "failure", "bpmnError", "extendLock", "lock", "unlock")) {
                for (String worker : List.of("office-worker", Garden.SURVEY_OFFICE + ":office-worker", "mine")) {
                    Answer answer = stranger.post(TASKS + id + "/" + verb, body(worker));
                    assertThat(answer.status()).as(verb).isEqualTo(404);
                    assertThat(answer.body()).doesNotContain("office-worker", "Oppmålingen", Garden.SURVEY_OFFICE);
                }
            }
            // A task that is another's looks in every way like one that does not exist.
            assertThat(stranger.post(TASKS + id + "/complete", body("office-worker"))
                            .body())
                    .isEqualTo(unknown);
            assertThat(stranger.post(
                                    "/engine-rest/process-instance/" + journey.value() + "/variables",
                                    Map.of("modifications", Map.of("survey.fee", Garden.typed("Double", 1))))
                            .status())
                    .isEqualTo(404);
        }
        assertThat(garden.waiting(journey)).isEqualTo(before);
    }

    @Test
    void aForeignServiceNeverGivesWork() {
        JourneyId journey = garden.started();
        for (Machine stranger : List.of(garden.shed, garden.another)) {
            Answer answer = stranger.post(TASKS + "fetchAndLock", Garden.fetch("w", Garden.SURVEY, journey));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("[]");
        }
        assertThat(garden.waiting(journey).worker()).isNull();
    }
}

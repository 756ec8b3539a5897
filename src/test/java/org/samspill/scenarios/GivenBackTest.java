package org.samspill.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.samspill.SamspillTest;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.LostKeys;
import org.samspill.work.Outcome;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What a called process gives back takes the place of what the caller knew; what it never had anything to say about does not. */
@SamspillTest
class GivenBackTest {

    @Autowired
    private ApplicationContext program;

    @Autowired
    private Journeys journeys;

    @Autowired
    private RuntimeService engine;

    @Autowired
    private Recorder recorder;

    private LostKeys keys;

    @BeforeEach
    void open() {
        keys = new LostKeys(program);
    }

    @Test
    void whatTheBlockNeverSetStaysTheCallers() {
        JourneyId journey = atTheBlock();

        assertThat(afterTheBlock(journey))
                .containsEntry("lock.refusal", "an earlier one")
                .containsEntry("key.replacedOn", "2026-11-23");
    }

    @Test
    void whatTheBlockSetToNothingIsNothingForTheCaller() {
        JourneyId journey = atTheBlock();
        engine.setVariable(keys.waiting(journey, "Service_ReplaceLock").executionId(), "lock.refusal", null);

        assertThat(afterTheBlock(journey))
                .doesNotContainKey("lock.refusal")
                .containsEntry("key.replacedOn", "2026-11-23");
    }

    /** The caller knows of an earlier refusal and an earlier key before the block is done. */
    private JourneyId atTheBlock() {
        JourneyId journey = keys.withALockToReplace("Kari", "01819010192");
        engine.setVariables(
                journeys.find(journey).orElseThrow().processInstanceId(),
                Map.of("lock.refusal", "an earlier one", "key.replacedOn", "2020-01-01"));
        return journey;
    }

    private Map<String, Object> afterTheBlock(JourneyId journey) {
        assertThat(keys.delivered(journey, "Service_ReplaceLock", Map.of("lock.replacedOn", "2026-11-23")))
                .isInstanceOf(Outcome.Done.class);
        assertThat(journeys.find(journey).orElseThrow().endElement()).isEqualTo("End_KeyReplaced");
        return recorder.lastData(journey.value());
    }
}

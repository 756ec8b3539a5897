package org.samspill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.samspill.SamspillTest;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.LostKeys;
import org.samspill.work.Outcome;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A journey that runs ends on the version it began with, while the next one begins with the new. */
@SamspillTest
class VersionsTest {

    private static final String KEY = "kept-key";
    private static final String TENANT = "01819010192";

    @Autowired
    private ApplicationContext program;

    @Autowired
    private Deployment deployment;

    @Autowired
    private Journeys journeys;

    /** The lost key under another name and with events of its own, so that no other test meets it. */
    private static ModelFolder first() {
        var files = new TreeMap<String, byte[]>();
        Models.lostKey()
                .files()
                .forEach((name, content) -> files.put(
                        name.replace("lost-key", KEY),
                        name.endsWith(".form")
                                ? content
                                : new String(content, StandardCharsets.UTF_8)
                                        .replace("lost-key", KEY)
                                        .replace("KeyFound", "KeptKeyFound")
                                        .replace("KeyHandedIn", "KeptKeyHandedIn")
                                        .getBytes(StandardCharsets.UTF_8)));
        return new ModelFolder(KEY, files);
    }

    @Test
    void aStepIsRenamedWhileJourneysRun() {
        LostKeys keys = new LostKeys(program);
        String diagram = "life-events/" + KEY + "/" + KEY + ".bpmn";
        assertThat(deployment.deploy(first())).noneMatch(Finding::error);
        JourneyId old = keys.withALockToReplace(keys.reported(KEY, "Kari", TENANT));

        assertThat(deployment.deploy(Models.edited(first(), diagram, "Task_CallBack", "Task_CallTenant")))
                .noneMatch(Finding::error);
        JourneyId young = keys.withALockToReplace(keys.reported(KEY, "Astrid", TENANT));
        Map.of(old, "Task_CallBack", young, "Task_CallTenant").forEach((journey, step) -> {
            assertThat(keys.refused(journey, "Service_ReplaceLock", "out-of-stock", null))
                    .isInstanceOf(Outcome.Done.class);
            assertThat(keys.handled(journey, step, Map.of("call.note", "Tomorrow")))
                    .isInstanceOf(Outcome.Done.class);
            assertThat(journeys.find(journey).orElseThrow().endElement()).isEqualTo("End_Agreed");
        });
        assertThat(journeys.find(old).orElseThrow().version()).isEqualTo(1);
        assertThat(journeys.find(young).orElseThrow().version()).isEqualTo(2);
    }
}

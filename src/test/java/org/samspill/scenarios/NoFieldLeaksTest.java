package org.samspill.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.samspill.Attack;
import org.samspill.Attacks;
import org.samspill.SamspillTest;
import org.samspill.catalogue.LifeEvents;
import org.samspill.catalogue.ModelSource;
import org.samspill.catalogue.Service;
import org.samspill.demo.Scenario;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/**
 * Real journeys through the shipped life events; at each kind of waiting work, every organisation asks every exit, with a telling value in every field.
 * No value comes out where no contract and no form names it.
 */
@SamspillTest
@Import({ScenarioRunner.class, Recorder.class, LeakProbe.class})
@Attack(Attacks.F26)
class NoFieldLeaksTest {

    private static final List<String> SHIPPED = List.of("seriously-ill-child", "voluntary-organisation");

    @Autowired
    private ScenarioRunner runner;

    @Autowired
    private LeakProbe probe;

    @Autowired
    private LifeEvents lifeEvents;

    @Autowired
    private ModelSource models;

    @AfterEach
    void close() {
        probe.close();
    }

    @Test
    void outsideOfItsContract() throws Exception {
        Set<String> all = new TreeSet<>();
        for (String key : SHIPPED) {
            lifeEvents.find(key).orElseThrow().servicesInUse().stream()
                    .map(Service::key)
                    .forEach(all::add);
        }
        for (Scenario.File file : Scenario.all(models)) {
            if (SHIPPED.contains(file.lifeEvent()) && !probe.services().containsAll(all)) {
                runner.play(file, probe::look);
            }
        }
        Attacks.F26.measured("%s", probe.told());
        assertThat(probe.leaks()).isEmpty();
        assertThat(probe.unwritten()).as("told without a row").isEmpty();
        assertThat(probe.seen()).as("values told to those who may have them").isGreaterThan(100);
        assertThat(probe.services()).as("every service was looked at").containsAll(all);
    }
}

package org.samspill.scenarios;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.samspill.SamspillTest;
import org.samspill.actors.Organisation;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.Organisations;
import org.samspill.actors.Sector;
import org.samspill.catalogue.LifeEvents;
import org.samspill.catalogue.ModelSource;
import org.samspill.demo.Scenario;
import org.samspill.journeys.JourneyEvent;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Every scenario file of every life event, on the real engine; then how much of the models they passed together. */
@SamspillTest
@Import({ScenarioRunner.class, Recorder.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LifeEventScenariosTest {

    @Autowired
    private ScenarioRunner runner;

    @Autowired
    private Recorder recorder;

    @Autowired
    private LifeEvents lifeEvents;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private Organisations organisations;

    private final Map<String, List<JourneyEvent>> played = new TreeMap<>();

    /** The small life event of the tests has actors that nobody in the demo world plays. */
    @Autowired
    private ModelSource models;

    @BeforeAll
    void playLostKey() {
        organisations.register(new Organisation(
                OrganisationNumber.of("310001015"),
                "Boligkontoret",
                Sector.PUBLIC,
                Set.of("housing-office"),
                Set.of()));
        organisations.register(new Organisation(
                OrganisationNumber.of("310003034"), "Låsesmeden", Sector.PRIVATE, Set.of("locksmith"), Set.of()));
    }

    @TestFactory
    Stream<DynamicTest> scenarios() throws Exception {
        return Scenario.all(models).stream()
                .filter(file -> lifeEvents.find(file.lifeEvent()).isPresent())
                .map(file ->
                        DynamicTest.dynamicTest(file.lifeEvent() + ": " + file.name(), () -> played.computeIfAbsent(
                                        file.lifeEvent(), key -> new ArrayList<>())
                                .addAll(runner.play(file))));
    }

    @AfterAll
    void coverage() throws Exception {
        for (String key : played.keySet()) {
            Coverage coverage =
                    Coverage.of(lifeEvents.find(key).orElseThrow(), played.get(key), recorder.flows(), repository);
            System.out.printf(
                    "Coverage of %s: %s, %s, %s, %s%n",
                    key, coverage.ends(), coverage.boundaries(), coverage.flows(), coverage.rules());
            Stream.of(coverage.ends(), coverage.boundaries(), coverage.flows(), coverage.rules())
                    .filter(part -> !part.missed().isEmpty())
                    .forEach(part -> System.out.println("  not passed, " + part.name() + ": " + part.missed()));
        }
    }
}

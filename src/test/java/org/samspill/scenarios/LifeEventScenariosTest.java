package org.samspill.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.samspill.SamspillTest;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.Organisation;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.Organisations;
import org.samspill.actors.PersonId;
import org.samspill.actors.Role;
import org.samspill.actors.Sector;
import org.samspill.catalogue.DataType;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.catalogue.ModelSource;
import org.samspill.demo.Scenario;
import org.samspill.journeys.JourneyEvent;
import org.samspill.work.SharedJourneys;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every scenario file of every life event, on the real engine; then whether they passed everything in the models together. */
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
    private SharedJourneys shared;

    @Autowired
    private WorkItems work;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private Organisations organisations;

    private static final List<String> SHIPPED = List.of("seriously-ill-child", "voluntary-organisation");

    private final Map<String, List<JourneyEvent>> played = new TreeMap<>();

    /** What tells of people; keys that models write as text have no space. */
    private static final Set<DataType> PERSONAL =
            EnumSet.of(DataType.NATIONAL_ID, DataType.ACCOUNT_NUMBER, DataType.EMAIL, DataType.PHONE, DataType.PEOPLE);

    @Autowired
    private ModelSource models;

    @Autowired
    private JdbcClient jdbc;

    /** The small life event of the tests has actors that nobody in the demo world plays. */
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
    Stream<DynamicNode> scenarios() throws Exception {
        Stream<DynamicNode> walks = Scenario.all(models).stream()
                .filter(file -> lifeEvents.find(file.lifeEvent()).isPresent())
                .map(file ->
                        DynamicTest.dynamicTest(file.lifeEvent() + ": " + file.name(), () -> played.computeIfAbsent(
                                        file.lifeEvent(), key -> new ArrayList<>())
                                .addAll(runner.play(file, this::standsAtTheSameToken))));
        Stream<DynamicNode> counts = SHIPPED.stream()
                .map(key -> DynamicTest.dynamicTest(key + ": everything is walked", () -> everythingIsWalked(key)));
        DynamicNode nobody = DynamicTest.dynamicTest("nobody is known by the log", this::nobodyIsKnownByTheLog);
        return Stream.concat(Stream.concat(walks, counts), Stream.of(nobody));
    }

    /** Where work stands in the engine is read from the tokens of its journey, too; both ways tell the same. */
    private void standsAtTheSameToken(WorkItem item) {
        if (item.organisation() != null) {
            CurrentUser reader = new CurrentUser(
                    new PersonId("nobody"),
                    "",
                    organisations.find(item.organisation()).orElseThrow(),
                    Set.of(),
                    false,
                    Set.of(Role.CASEWORKER));
            Optional<SharedJourneys.Shared> found = shared.find(item.journey(), reader);
            assertThat(found.isPresent()).isNotEqualTo(item.guarded());
            found.ifPresent(journey -> assertThat(journey.work()).isEqualTo(work.ofJourney(item.journey())));
        }
    }

    /** Comes after all scenarios: no end, boundary event, flow or rule of a shipped life event is left that no scenario or golden case has passed. */
    private void everythingIsWalked(String key) throws Exception {
        DecisionTables tables = new DecisionTables();
        GoldenCases.all().forEach(golden -> tables.decide(golden.decision(), golden.given()));
        Set<String> flows = recorder.flows();
        List<JourneyEvent> everyone =
                played.values().stream().flatMap(List::stream).toList();
        Coverage coverage = Coverage.of(
                lifeEvents.find(key).orElseThrow(),
                Coverage.Walked.of(played.getOrDefault(key, List.of()), recorder.flows(key)),
                Coverage.Walked.of(everyone, flows),
                tables.matched(),
                repository);

        System.out.printf("Coverage of %s: %s%n", key, coverage.parts());
        System.out.printf("  blocks it does not call: %s%n", coverage.uncalled());
        coverage.parts().stream()
                .filter(part -> !part.byOthers().isEmpty())
                .forEach(part -> System.out.printf(
                        "  %s of shared blocks that only other life events pass: %s%n", part.name(), part.byOthers()));
        assertThat(coverage.missing()).as("not passed by any scenario").isEmpty();
    }

    /** What the scenarios knew of people when they ended is searched for in every column of the log. */
    private void nobodyIsKnownByTheLog() {
        String log = jdbc.sql("select * from journeys_log").query().listOfRows().stream()
                .map(String::valueOf)
                .collect(Collectors.joining("\n"));
        Set<String> personal = new TreeSet<>();
        played.forEach((key, events) -> {
            LifeEvent lifeEvent = lifeEvents.find(key).orElseThrow();
            events.stream().map(JourneyEvent::journey).distinct().forEach(journey -> recorder.lastData(journey.value())
                    .forEach((name, value) -> lifeEvent
                            .data()
                            .find(name)
                            .filter(datum -> PERSONAL.contains(datum.type())
                                    || String.valueOf(value).contains(" "))
                            .ifPresent(datum -> personal.add(String.valueOf(value)))));
        });
        assertThat(personal).hasSizeGreaterThan(20).noneMatch(log::contains);
        assertThat(jdbc.sql("select national_id from actors_person where national_id is not null")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .noneMatch(log::contains);
    }
}

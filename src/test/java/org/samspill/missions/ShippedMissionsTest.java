package org.samspill.missions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.samspill.SamspillTest;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.missions.Formula.Selector;
import org.springframework.beans.factory.annotation.Autowired;

/** The shipped mission files and the shipped diagrams speak of the same things: a formula that names a step that is not there would count nothing for ever. */
@SamspillTest
class ShippedMissionsTest {

    private static final List<String> LIVE = List.of(
            "ASB-2",
            "ASB-3",
            "ASB-4",
            "ASB-5",
            "ASB-5-p90",
            "ASB-6",
            "ASB-7",
            "ASB-11",
            "ASB-12",
            "VOL-1",
            "VOL-2",
            "VOL-3",
            "VOL-4",
            "VOL-5",
            "VOL-8");

    @Autowired
    Missions missions;

    @Autowired
    LifeEvents lifeEvents;

    @Test
    void theIndicatorsThatAreComputedAreTheseAndAllOthersSayWhereTheyComeFrom() {
        assertThat(missions.all())
                .flatExtracting(mission -> mission.indicators().entrySet().stream()
                        .filter(entry -> !entry.getValue().formula().external())
                        .map(java.util.Map.Entry::getKey)
                        .toList())
                .containsExactlyInAnyOrderElementsOf(LIVE);
        assertThat(missions.all())
                .flatExtracting(mission -> mission.indicators().values())
                .map(Mission.Indicator::formula)
                .filteredOn(Formula::external)
                .allMatch(formula -> formula.source() != null);
    }

    @Test
    void everyIndicatorBelongsToOneObjectiveAndHasATargetAtTheDeadline() {
        for (Mission mission : missions.all()) {
            assertThat(mission.objectives().stream().flatMap(objective -> objective.indicators().stream()))
                    .as(mission.key())
                    .containsExactlyInAnyOrderElementsOf(mission.indicators().keySet());
            assertThat(mission.deadline()).isEqualTo(LocalDate.of(2032, 12, 31));
            assertThat(mission.indicators().values())
                    .allMatch(indicator -> indicator.target().value() != null
                            && indicator.target().date().equals(mission.deadline()));
        }
    }

    @Test
    void theStatementsAreTheOwnersOwnWords() {
        assertThat(missions.find("no-asb").orElseThrow().statement().en())
                .isEqualTo(
                        "By 2032 all children and young people with compound needs and their families shall experience"
                                + " that they receive a coherent set of services which gives the help needed to function at home,"
                                + " in school, leisure and work.");
        assertThat(missions.find("no-vol").orElseThrow().statement().en())
                .isEqualTo("In 2032 it is easy for inhabitants to connect to existing organisations locally and"
                        + " nationally. It is also very easy and takes little time to set up a new organisation and to"
                        + " wind down an existing one.");
    }

    @Test
    void everyRowThatAFormulaNamesCanBeWritten() {
        List<String> unknown = new ArrayList<>();
        for (Mission mission : missions.all()) {
            mission.indicators().forEach((key, indicator) -> selectors(indicator.formula())
                    .filter(selector -> !known(lifeEvent(indicator.formula()), selector))
                    .forEach(selector -> unknown.add(key + " " + selector)));
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void everyPromiseNamesAStepOrAServiceInUse() {
        for (Mission mission : missions.all()) {
            for (Mission.Objective objective : mission.objectives()) {
                assertThat(objective.promises()).allMatch(promise -> {
                    LifeEvent lifeEvent = lifeEvents.find(promise.lifeEvent()).orElseThrow();
                    return promise.service() != null
                            ? lifeEvent.servicesInUse().stream()
                                    .anyMatch(service -> service.key().equals(promise.service()))
                            : lifeEvent.process(Objects.requireNonNull(promise.process())).stream()
                                    .anyMatch(process -> process.steps().containsKey(promise.element()));
                });
            }
        }
    }

    private LifeEvent lifeEvent(Formula formula) {
        return lifeEvents.find(Objects.requireNonNull(formula.lifeEvent())).orElseThrow();
    }

    private static Stream<Selector> selectors(Formula formula) {
        Selector of = formula.measure() == Formula.Measure.SHARE
                ? MissionFiles.selector(Objects.requireNonNull(formula.ofWhat()))
                : null;
        return Stream.of(
                        formula.from(),
                        formula.to(),
                        of,
                        formula.with(),
                        formula.until(),
                        formula.unless(),
                        formula.numerator(),
                        formula.denominator(),
                        formula.count())
                .filter(Objects::nonNull);
    }

    private static boolean known(LifeEvent lifeEvent, Selector selector) {
        boolean place = selector.process() == null
                || lifeEvent.reachable().stream()
                        .filter(process -> process.key().equals(selector.process()))
                        .anyMatch(process ->
                                selector.element() == null || process.steps().containsKey(selector.element()));
        boolean service = selector.service() == null
                || lifeEvent.servicesInUse().stream()
                        .anyMatch(each -> each.key().equals(selector.service()));
        return place && service && (selector.element() == null || selector.process() != null);
    }
}

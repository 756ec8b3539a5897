package org.samspill.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.samspill.SamspillTest;
import org.samspill.actors.Actor;
import org.samspill.actors.Actor.FoundBy;
import org.samspill.actors.Employee;
import org.samspill.actors.NationalId;
import org.samspill.actors.Organisation;
import org.samspill.actors.Organisations;
import org.samspill.actors.People;
import org.samspill.actors.Role;
import org.samspill.actors.Sector;
import org.samspill.catalogue.LifeEvents;
import org.springframework.beans.factory.annotation.Autowired;

/** The demo world is whole: every actor of the shipped life events is played wherever a demo person lives, and every function has someone. */
@SamspillTest
class DemoWorldTest {

    private static final Set<String> MUNICIPALITIES = Set.of("0301", "4207", "5001");

    @Autowired
    DemoWorld demo;

    @Autowired
    Organisations organisations;

    @Autowired
    People people;

    @Autowired
    LifeEvents lifeEvents;

    private final World world = World.read();

    static Stream<String> shippedActors() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("bpmn/actors"))) {
            return files.map(file -> file.getFileName().toString().replace(".yaml", "")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("shippedActors")
    void everyActorIsPlayedByAnOrganisationOfItsSector(String key) {
        Actor actor = actor(key);
        // Any organisation, the one that a journey names.
        assumeTrue(actor.by() != FoundBy.NAMED);
        List<Organisation> playing = playing(key);
        assertThat(playing).isNotEmpty().allSatisfy(organisation -> assertThat(organisation.sector())
                .isEqualTo(actor.sector()));
        if (actor.by() == FoundBy.NATIONAL) {
            assertThat(playing).hasSize(1);
        }
        for (String municipality : MUNICIPALITIES) {
            assertThat(organisations.playing(key, municipality)).isPresent();
        }
    }

    @ParameterizedTest
    @MethodSource("shippedActors")
    void everyFunctionHasSomeoneInEveryOrganisation(String key) {
        for (Organisation organisation : playing(key)) {
            Set<String> functions = people.employeesOf(organisation.number()).stream()
                    .map(Employee::functions)
                    .flatMap(Set::stream)
                    .collect(Collectors.toSet());
            assertThat(functions)
                    .as(organisation.name())
                    .containsAll(actor(key).functions().keySet());
        }
    }

    /** The demo world's own; other tests on the same database bring theirs. */
    private List<Organisation> playing(String actor) {
        Set<String> own = world.organisations().values().stream()
                .map(place -> place.number())
                .collect(Collectors.toSet());
        return organisations.playing(actor).stream()
                .filter(organisation -> own.contains(organisation.number().value()))
                .toList();
    }

    @Test
    void everyOrganisationHasALeaderAndSomeoneToDoTheWork() {
        world.organisations().values().forEach(place -> {
            Organisation organisation = organisations.all().stream()
                    .filter(each -> each.number().value().equals(place.number()))
                    .findFirst()
                    .orElseThrow();
            assertThat(people.leadersOf(organisation.number())).as(place.name()).isNotEmpty();
            assertThat(people.employeesOf(organisation.number()))
                    .as(place.name())
                    .hasSizeGreaterThan(1);
        });
    }

    @Test
    void thereAreEnoughOfEverySector() {
        Map<Sector, Long> bySector = organisations.all().stream()
                .collect(Collectors.groupingBy(Organisation::sector, Collectors.counting()));
        assertThat(bySector.get(Sector.PUBLIC)).isGreaterThanOrEqualTo(12);
        assertThat(bySector.get(Sector.PRIVATE)).isGreaterThanOrEqualTo(5);
        assertThat(bySector.get(Sector.VOLUNTARY)).isGreaterThanOrEqualTo(5);
        assertThat(organisations.playing("municipality")).hasSizeGreaterThanOrEqualTo(3);
        assertThat(organisations.playing("bank")).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void allNumbersBelongToNobody() {
        assertThat(world.organisations().values())
                .allSatisfy(place -> assertThat(place.number()).matches("[23].*"));
        assertThat(world.people().values())
                .filteredOn(figure -> figure.nationalId() != null)
                .allSatisfy(figure -> {
                    NationalId id = NationalId.of(String.valueOf(figure.nationalId()));
                    assertThat(id.synthetic()).isTrue();
                    String date = "%02d%02d%02d"
                            .formatted(
                                    figure.birthDate().getDayOfMonth(),
                                    figure.birthDate().getMonthValue() + 80,
                                    figure.birthDate().getYear() % 100);
                    assertThat(id.value()).as(figure.name()).startsWith(date);
                    assertThat(MUNICIPALITIES).contains(figure.municipality());
                });
    }

    @Test
    void theFirstPageOffersTenPeopleOfEveryKind() {
        assertThat(demo.all()).hasSize(10);
        Set<Role> roles = new TreeSet<>();
        demo.all()
                .forEach(shown ->
                        roles.addAll(world.people().get(shown.username()).rolesOrUsual()));
        assertThat(roles).containsExactly(Role.values());
    }

    @Test
    void whoeverIsShownInAnOrganisationHasAColleagueWithTheSameFunction() {
        demo.all().stream()
                .map(shown -> world.people().get(shown.username()))
                .filter(figure -> figure.rolesOrUsual().contains(Role.CASEWORKER))
                .forEach(figure -> assertThat(world.people().values())
                        .as(figure.name())
                        .filteredOn(other ->
                                other != figure && String.valueOf(figure.at()).equals(other.at()))
                        .anySatisfy(other -> assertThat(other.functions()).containsAnyElementsOf(figure.functions())));
    }

    private Actor actor(String key) {
        return lifeEvents.actors().stream()
                .filter(actor -> actor.key().equals(key))
                .findFirst()
                .orElseGet(() -> fail("No life event knows the actor " + key));
    }
}

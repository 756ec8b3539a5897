package org.samspill.actors;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PeopleTest {

    private static final NationalId CHILD = NationalId.of("16822548834");

    private final Database database = Database.fresh();
    private final People people = database.people();

    @Test
    void onePersonPerNationalId() {
        Person first = people.register(CHILD, "Ola", null, null);
        Person again = people.register(CHILD, "Noen annen", LocalDate.of(2025, 2, 16), "0301");
        assertThat(again).isEqualTo(new Person(first.id(), "Ola", CHILD, LocalDate.of(2025, 2, 16), "0301"));
        assertThat(people.byNationalId(CHILD)).contains(again);
        people.register(CHILD, "Ola", LocalDate.of(1999, 1, 1), "4207");
        assertThat(people.find(first.id())).contains(again);
    }

    @Test
    void aMoveChangesTheMunicipality() {
        Person child = people.register(CHILD, "Ola", null, "0301");
        people.move(child.id(), "4207");
        assertThat(people.find(child.id()).orElseThrow().municipality()).isEqualTo("4207");
    }

    @Test
    void guardiansAndChildrenFindEachOther() {
        Person child = people.register(CHILD, "Ola", null, null);
        Person mother = people.add("Kari");
        Person father = people.add("Per");
        people.relate(mother.id(), child.id());
        people.relate(mother.id(), child.id());
        people.relate(father.id(), child.id());
        assertThat(people.guardiansOf(child.id())).containsExactly(mother, father);
        assertThat(people.childrenOf(father.id())).containsExactly(child);
        assertThat(people.childrenOf(child.id())).isEmpty();
    }

    @Test
    void peopleWorkInOrganisationsWithFunctions() {
        var nav = new Organisation(OrganisationNumber.of("974760673"), "Nav", Sector.PUBLIC, Set.of("nav"), Set.of());
        database.organisations().register(nav);
        Person leader = people.add("Anne");
        Person caseworker = people.add("Bo");
        people.employ(caseworker.id(), nav.number(), Set.of("nav-caseworker", "nav-advisor"), true);
        people.employ(caseworker.id(), nav.number(), Set.of("nav-caseworker"), false);
        people.employ(leader.id(), nav.number(), Set.of(), true);
        assertThat(people.employeesOf(nav.number()))
                .containsExactly(
                        new Employee(leader, Set.of(), true),
                        new Employee(caseworker, Set.of("nav-caseworker"), false));
        assertThat(people.leadersOf(nav.number())).containsExactly(leader);
        assertThat(people.employmentsOf(caseworker.id()))
                .containsExactly(new Employment(nav, Set.of("nav-caseworker"), false));
    }
}

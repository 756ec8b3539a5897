package org.samspill.actors;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The people we know: who they are, whom they care for, and where they work. */
@Repository
public class People {

    private static final String COLUMNS = "select p.id, p.name, p.national_id, p.birth_date, p.municipality";
    private static final String SELECT = COLUMNS + " from actors_person p ";
    private static final String RESPONSIBLE = " and g.kind = 'PARENTAL_RESPONSIBILITY' and g.ended_at is null";

    private final JdbcClient jdbc;
    private final Organisations organisations;
    private final TransactionTemplate savepoint;

    People(JdbcClient jdbc, Organisations organisations, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.organisations = organisations;
        this.savepoint = new TransactionTemplate(transactions);
        this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    public Optional<Person> find(PersonId id) {
        return jdbc.sql(SELECT + "where p.id = :id")
                .param("id", id.value())
                .query(People::person)
                .optional();
    }

    public Optional<Person> byNationalId(NationalId nationalId) {
        return jdbc.sql(SELECT + "where p.national_id = :nationalId")
                .param("nationalId", nationalId.value())
                .query(People::person)
                .optional();
    }

    /** The person with this national id: the one we know, else a new one. What is known already is kept; what was unknown is filled in. */
    @Transactional
    public Person register(
            NationalId nationalId, String name, @Nullable LocalDate birthDate, @Nullable String municipality) {
        Person known = byNationalId(nationalId).orElse(null);
        if (known == null) {
            try {
                // A savepoint, because two journeys may meet the same person at once and a failed insert would spoil
                // the transaction.
                return savepoint.execute(
                        status -> insert(new Person(PersonId.random(), name, nationalId, birthDate, municipality)));
            } catch (DuplicateKeyException meanwhile) {
                known = byNationalId(nationalId).orElseThrow(() -> meanwhile);
            }
        }
        if ((birthDate == null || known.birthDate() != null)
                && (municipality == null || known.municipality() != null)) {
            return known;
        }
        boolean there = jdbc.sql("""
                        update actors_person
                        set birth_date = coalesce(birth_date, :birthDate), municipality = coalesce(municipality, :municipality)
                        where id = :id
                        """)
                        .param("birthDate", birthDate)
                        .param("municipality", municipality)
                        .param("id", known.id().value())
                        .update()
                == 1;
        // Somebody who is forgotten at this very moment is met anew.
        return there
                ? find(known.id()).orElseThrow()
                : insert(new Person(PersonId.random(), name, nationalId, birthDate, municipality));
    }

    /** Adds someone whose national id we do not need, such as an employee. */
    @Transactional
    public Person add(String name) {
        return insert(new Person(PersonId.random(), name, null, null, null));
    }

    /** The person has moved to another municipality. */
    @Transactional
    public void move(PersonId person, String municipality) {
        jdbc.sql("update actors_person set municipality = :municipality where id = :id")
                .param("municipality", municipality)
                .param("id", person.value())
                .update();
    }

    /** The register has said when someone was born; the first word counts. */
    @Transactional
    public void born(PersonId person, LocalDate day) {
        jdbc.sql("update actors_person set birth_date = coalesce(birth_date, :day) where id = :id")
                .param("day", day)
                .param("id", person.value())
                .update();
    }

    /** Someone has died. */
    @Transactional
    public void died(PersonId person, LocalDate day) {
        jdbc.sql("update actors_person set death_date = :day where id = :id")
                .param("day", day)
                .param("id", person.value())
                .update();
    }

    /** Makes one person a guardian of another; saying it twice changes nothing. */
    @Transactional
    public void relate(PersonId guardian, PersonId child) {
        jdbc.sql("""
                        insert into actors_mandate (kind, holder, subject)
                        select 'PARENTAL_RESPONSIBILITY', g.id, c.id from actors_person g, actors_person c
                        where g.id = :guardian and c.id = :child
                          and not exists (
                              select 1 from actors_mandate
                              where holder = :guardian and subject = :child and kind = 'PARENTAL_RESPONSIBILITY' and ended_at is null)
                        """)
                .param("guardian", guardian.value())
                .param("child", child.value())
                .update();
    }

    public List<Person> guardiansOf(PersonId child) {
        return jdbc.sql(SELECT
                        + "join actors_mandate g on g.holder = p.id where g.subject = :id" + RESPONSIBLE
                        + " order by p.name, p.id")
                .param("id", child.value())
                .query(People::person)
                .list();
    }

    public List<Person> childrenOf(PersonId guardian) {
        return jdbc.sql(SELECT
                        + "join actors_mandate g on g.subject = p.id where g.holder = :id" + RESPONSIBLE
                        + " order by p.birth_date, p.id")
                .param("id", guardian.value())
                .query(People::person)
                .list();
    }

    /** Gives the person a place in the organisation, or changes it. */
    @Transactional
    public void employ(PersonId person, OrganisationNumber organisation, Set<String> functions, boolean leader) {
        dismiss(person, organisation);
        jdbc.sql(
                        "insert into actors_employment (person, organisation, leader) values (:person, :organisation, :leader)")
                .param("person", person.value())
                .param("organisation", organisation.value())
                .param("leader", leader)
                .update();
        for (String function : functions) {
            jdbc.sql(
                            "insert into actors_function (person, organisation, function) values (:person, :organisation, :function)")
                    .param("person", person.value())
                    .param("organisation", organisation.value())
                    .param("function", function)
                    .update();
        }
    }

    /** Ends the person's place in the organisation; what she could do there she cannot from now on. */
    @Transactional
    public void dismiss(PersonId person, OrganisationNumber organisation) {
        for (String table : List.of("actors_function", "actors_employment")) {
            jdbc.sql("delete from " + table + " where person = :person and organisation = :organisation")
                    .param("person", person.value())
                    .param("organisation", organisation.value())
                    .update();
        }
    }

    /** The person's place in one organisation. */
    public Optional<Employment> employment(PersonId person, OrganisationNumber organisation) {
        return jdbc.sql("select leader from actors_employment where person = :person and organisation = :organisation")
                .param("person", person.value())
                .param("organisation", organisation.value())
                .query(Boolean.class)
                .optional()
                .map(leader -> new Employment(
                        organisations.find(organisation).orElseThrow(), functions(person, organisation), leader));
    }

    /** Where the person works, the largest responsibility first. */
    public List<Employment> employmentsOf(PersonId person) {
        record Place(String organisation, boolean leader) {}
        List<Place> places = jdbc.sql(
                        "select organisation, leader from actors_employment where person = :person order by leader desc, organisation")
                .param("person", person.value())
                .query((row, index) -> new Place(row.getString("organisation"), row.getBoolean("leader")))
                .list();
        List<Employment> employments = new ArrayList<>();
        for (Place place : places) {
            Organisation organisation = organisations
                    .find(OrganisationNumber.of(place.organisation))
                    .orElseThrow();
            employments.add(new Employment(organisation, functions(person, organisation.number()), place.leader));
        }
        return employments;
    }

    /** Who works in the organisation, by name. */
    public List<Employee> employeesOf(OrganisationNumber organisation) {
        Map<String, Set<String>> functions = new HashMap<>();
        jdbc.sql("select person, function from actors_function where organisation = :organisation")
                .param("organisation", organisation.value())
                .query(row -> {
                    functions
                            .computeIfAbsent(row.getString("person"), key -> new HashSet<>())
                            .add(row.getString("function"));
                });
        return jdbc.sql(COLUMNS + """
                        , e.leader from actors_employment e join actors_person p on p.id = e.person
                        where e.organisation = :organisation order by p.name, p.id
                        """)
                .param("organisation", organisation.value())
                .query((row, index) -> new Employee(
                        person(row, index),
                        functions.getOrDefault(row.getString("id"), Set.of()),
                        row.getBoolean("leader")))
                .list();
    }

    /** Who works anywhere and is called by these words, the first of them by name; nobody who does not work is found. */
    public List<Person> working(String words, int most) {
        return jdbc.sql(SELECT + """
                        where lower(p.name) like :words escape '!' and exists (
                            select 1 from actors_employment e where e.person = p.id)
                        order by p.name, p.id fetch first :most rows only
                        """)
                .param(
                        "words",
                        "%"
                                + words.strip()
                                        .toLowerCase(Locale.ROOT)
                                        .replace("!", "!!")
                                        .replace("%", "!%")
                                        .replace("_", "!_")
                                + "%")
                .param("most", most)
                .query(People::person)
                .list();
    }

    /** The names of several people, by id; asked in one go, for lists. */
    public Map<PersonId, String> names(Collection<PersonId> people) {
        Map<PersonId, String> names = new HashMap<>();
        if (!people.isEmpty()) {
            jdbc.sql("select id, name from actors_person where id in (:ids)")
                    .param(
                            "ids",
                            people.stream().map(PersonId::value).distinct().toList())
                    .query(row -> {
                        names.put(new PersonId(row.getString("id")), row.getString("name"));
                    });
        }
        return names;
    }

    /** Who receives what is escalated in the organisation. */
    public List<Person> leadersOf(OrganisationNumber organisation) {
        return employeesOf(organisation).stream()
                .filter(Employee::leader)
                .map(Employee::person)
                .toList();
    }

    private Set<String> functions(PersonId person, OrganisationNumber organisation) {
        return jdbc.sql("select function from actors_function where person = :person and organisation = :organisation")
                .param("person", person.value())
                .param("organisation", organisation.value())
                .query(String.class)
                .set();
    }

    private Person insert(Person person) {
        jdbc.sql("""
                        insert into actors_person (id, name, national_id, birth_date, municipality)
                        values (:id, :name, :nationalId, :birthDate, :municipality)
                        """)
                .param("id", person.id().value())
                .param("name", person.name())
                .param(
                        "nationalId",
                        person.nationalId() == null ? null : person.nationalId().value())
                .param("birthDate", person.birthDate())
                .param("municipality", person.municipality())
                .update();
        return person;
    }

    private static Person person(ResultSet row, int index) throws SQLException {
        String nationalId = row.getString("national_id");
        return new Person(
                new PersonId(row.getString("id")),
                row.getString("name"),
                nationalId == null ? null : NationalId.of(nationalId),
                row.getObject("birth_date", LocalDate.class),
                row.getString("municipality"));
    }
}

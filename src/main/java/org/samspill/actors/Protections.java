package org.samspill.actors;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whose address is protected, and how strictly: facts that only the population register tells. Those who live together are one: a child's protection covers
 * its parents and a parent's the child, as far as the register has said who is whose.
 */
@Repository
public class Protections {

    private final JdbcClient jdbc;
    private final Clock clock;

    Protections(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The person's own grade now; empty when the register protects her not, or has not spoken. */
    public Optional<Protection> of(PersonId person) {
        return grades(Set.of(person.value())).stream().max(Comparator.naturalOrder());
    }

    /** The strictest grade now among these people and those they live with ({@link #household}); empty when none of them is protected. */
    public Optional<Protection> strictest(Collection<PersonId> people) {
        if (people.isEmpty()) {
            return Optional.empty();
        }
        // One question instead of two: it is asked whenever somebody comes into a journey.
        return jdbc
                .sql("""
                        select distinct p.grade from actors_protection p where p.ended_at is null and (p.person in (:people)
                            or exists (select 1 from actors_mandate m join actors_person c on c.id = m.subject
                                where (m.holder = p.person and m.subject in (:people) or m.subject = p.person and m.holder in (:people))
                                  and m.kind = 'PARENTAL_RESPONSIBILITY' and m.ended_at is null
                                  and (c.birth_date is null or c.birth_date > :grownUp)))
                        """)
                .param("people", values(people))
                .param("grownUp", LocalDate.now(clock).minusYears(Mandates.OF_AGE))
                .query(String.class)
                .list()
                .stream()
                .map(Protection::valueOf)
                .max(Comparator.naturalOrder());
    }

    /** Of these people and those they live with, the ones who have a grade of their own now. */
    public Set<PersonId> protectedAmong(Collection<PersonId> people) {
        Set<String> household = values(household(people));
        return household.isEmpty()
                ? Set.of()
                : Set.copyOf(jdbc.sql(
                                "select distinct person from actors_protection where person in (:people) and ended_at is null")
                        .param("people", household)
                        .query((row, n) -> new PersonId(row.getString("person")))
                        .list());
    }

    /**
     * True when telling the reader where the protected one is tells her nothing new: she is that one, is protected herself in the same household, or is the
     * only one who has parental responsibility for her. The other parent may be whom she hides from.
     */
    public boolean livesWith(PersonId reader, PersonId protectedOne) {
        return reader.equals(protectedOne)
                || household(Set.of(protectedOne)).contains(reader)
                        && of(reader).isPresent()
                || parents(protectedOne).equals(Set.of(reader));
    }

    /** True when the reader may be told where somebody lives: nobody there is protected, or she lives there herself. */
    public boolean mayTellWhere(PersonId whom, PersonId reader) {
        return reader.equals(whom) || protectedAmong(Set.of(whom)).stream().allMatch(one -> livesWith(reader, one));
    }

    /** The people, the parents of those who are children, and their own children. */
    public Set<PersonId> household(Collection<PersonId> people) {
        Set<PersonId> household = new HashSet<>(people);
        if (!people.isEmpty()) {
            jdbc.sql("""
                            select m.holder, m.subject from actors_mandate m join actors_person c on c.id = m.subject
                            where (m.holder in (:people) or m.subject in (:people)) and m.kind = 'PARENTAL_RESPONSIBILITY'
                              and m.ended_at is null and (c.birth_date is null or c.birth_date > :grownUp)
                            """)
                    .param("people", values(people))
                    .param("grownUp", LocalDate.now(clock).minusYears(Mandates.OF_AGE))
                    .query(row -> {
                        household.add(new PersonId(row.getString("holder")));
                        household.add(new PersonId(row.getString("subject")));
                    });
        }
        return household;
    }

    /**
     * The register has told a person's grade.
     *
     * @param grade null when she is not protected any more
     * @return false when that was known
     */
    @Transactional
    public boolean told(PersonId person, @Nullable Protection grade) {
        if (Objects.equals(of(person).orElse(null), grade)) {
            return false;
        }
        jdbc.sql("update actors_protection set ended_at = :now where person = :person and ended_at is null")
                .param("now", now())
                .param("person", person.value())
                .update();
        if (grade != null) {
            jdbc.sql("insert into actors_protection (person, grade, since) values (:person, :grade, :now)")
                    .param("person", person.value())
                    .param("grade", grade.name())
                    .param("now", now())
                    .update();
        }
        return true;
    }

    private Set<PersonId> parents(PersonId child) {
        return Set.copyOf(jdbc.sql("""
                        select distinct holder from actors_mandate
                        where subject = :child and kind = 'PARENTAL_RESPONSIBILITY' and ended_at is null
                        """)
                .param("child", child.value())
                .query((row, n) -> new PersonId(row.getString("holder")))
                .list());
    }

    private Set<Protection> grades(Set<String> people) {
        Set<Protection> grades = EnumSet.noneOf(Protection.class);
        if (!people.isEmpty()) {
            List<String> names = jdbc.sql(
                            "select distinct grade from actors_protection where person in (:people) and ended_at is null")
                    .param("people", people)
                    .query(String.class)
                    .list();
            names.forEach(name -> grades.add(Protection.valueOf(name)));
        }
        return grades;
    }

    private static Set<String> values(Collection<PersonId> people) {
        Set<String> values = new HashSet<>();
        people.forEach(person -> values.add(person.value()));
        return values;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}

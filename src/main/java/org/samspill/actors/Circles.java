package org.samspill.actors;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads in one question what a page of a case asks about people: what they are called, who of them works with the reader, and who may act for whom it is about. */
@Repository
public class Circles {

    private final JdbcClient jdbc;

    Circles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The circle of these people.
     *
     * @param subject whom the case is about; null for an organisation, or while nobody knows
     * @param people whom the page may name, and who takes part
     * @param place where the reader works
     */
    public Circle of(@Nullable PersonId subject, Collection<PersonId> people, OrganisationNumber place) {
        Set<String> ids = new HashSet<>();
        people.forEach(person -> ids.add(person.value()));
        if (subject != null) {
            ids.add(subject.value());
        }
        Map<PersonId, Circle.Member> members = new HashMap<>();
        List<Mandates.Mandate> over = new ArrayList<>();
        if (!ids.isEmpty()) {
            jdbc.sql("""
                            select p.id, p.name, p.birth_date, p.death_date, e.person as colleague,
                                m.kind, m.holder, m.subject, m.since, m.ended_at
                            from actors_person p left join actors_employment e on e.person = p.id and e.organisation = :place
                                left join actors_mandate m on m.subject = p.id and m.subject = :subject
                            where p.id in (:ids)
                            """)
                    .param("place", place.value())
                    .param("subject", subject == null ? "" : subject.value())
                    .param("ids", ids)
                    .query(row -> {
                        members.put(
                                new PersonId(row.getString("id")),
                                new Circle.Member(
                                        Objects.requireNonNullElse(row.getString("name"), ""),
                                        Mandates.life(row),
                                        row.getString("colleague") != null));
                        if (row.getString("kind") != null) {
                            over.add(Mandates.mandate(row, 0));
                        }
                    });
        }
        return new Circle(members, over);
    }
}

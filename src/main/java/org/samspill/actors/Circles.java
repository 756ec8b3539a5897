package org.samspill.actors;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads in one question what a page asks about people: of those around a case what they are called and who may act for whom it is about, or of one person what she is to others. */
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

    /** What the person is to others, and was. */
    public Ties of(PersonId person) {
        return jdbc.sql("""
                        select m.seq, m.kind, m.holder, m.subject, m.since, m.ended_at, p.name, p.birth_date, p.death_date
                        from actors_mandate m left join actors_person p on p.id = m.subject
                        where m.holder = :person
                        union all
                        select b.seq, 'BOARD', b.holder, b.organisation, b.since, b.ended_at, null, null, null
                        from actors_board b where b.holder = :person
                        union all
                        select 0, 'SELF', p.id, p.id, null, null, p.name, p.birth_date, p.death_date
                        from actors_person p where p.id = :person
                        order by seq
                        """).param("person", person.value()).query((ResultSetExtractor<Ties>)
                rows -> ties(person, rows));
    }

    private static Ties ties(PersonId person, ResultSet row) throws SQLException {
        Ties.Member self = new Ties.Member("", Mandates.Life.UNKNOWN);
        List<Ties.Tie> ties = new ArrayList<>();
        List<Ties.Seat> seats = new ArrayList<>();
        while (row.next()) {
            if (row.getString("kind").equals("BOARD")) {
                OrganisationNumber organisation = OrganisationNumber.of(row.getString("subject"));
                seats.add(new Ties.Seat(organisation, Mandates.instant(row.getTimestamp("ended_at"))));
                continue;
            }
            String name = Objects.requireNonNullElse(row.getString("name"), "");
            Ties.Member member = new Ties.Member(name, Mandates.life(row));
            if (row.getString("kind").equals("SELF")) {
                self = member;
            } else {
                ties.add(new Ties.Tie(Mandates.mandate(row, 0), member));
            }
        }
        return new Ties(person, self, ties, seats);
    }
}

package org.samspill.actors;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Forgets people: name, identity number, mandates, and what other rooms keep under their id. Always in the transaction of what they are forgotten with. */
@Component
public class Forgetting {

    private final JdbcClient jdbc;
    private final ObjectProvider<PersonTraces> rooms;

    Forgetting(JdbcClient jdbc, ObjectProvider<PersonTraces> rooms) {
        this.jdbc = jdbc;
        this.rooms = rooms;
    }

    /** Forgets someone whom no room has a reason to know any more; false when one has. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean ifUnneeded(PersonId person) {
        // Whoever registers her in something new holds this row until that is there to be seen, or finds her gone and
        // makes her anew.
        jdbc.sql("select id from actors_person where id = ? for update")
                .param(person.value())
                .query(String.class)
                .optional();
        if (employed(person) || onABoard(person) || rooms.stream().anyMatch(room -> room.needs(person))) {
            return false;
        }
        erase(person);
        return true;
    }

    /** Forgets someone whatever rooms know her for. Who works somewhere stays known as the one who works there, and as nothing else. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void erase(PersonId person) {
        boolean works = employed(person);
        if (!works) {
            rooms.forEach(room -> room.erase(person));
        }
        jdbc.sql("delete from actors_board where holder = ?")
                .param(person.value())
                .update();
        jdbc.sql("delete from actors_protection where person = ?")
                .param(person.value())
                .update();
        jdbc.sql("delete from actors_mandate where holder = :person or subject = :person")
                .param("person", person.value())
                .update();
        jdbc.sql(
                        works
                                ? "update actors_person set birth_date = null, municipality = null where id = :person"
                                : "delete from actors_person where id = :person")
                .param("person", person.value())
                .update();
    }

    private boolean onABoard(PersonId person) {
        return jdbc.sql("select count(*) from actors_board where holder = ? and ended_at is null")
                        .param(person.value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    private boolean employed(PersonId person) {
        List<String> tables = List.of("actors_employment", "actors_function");
        return tables.stream()
                .anyMatch(table -> jdbc.sql("select count(*) from " + table + " where person = ?")
                                .param(person.value())
                                .query(Long.class)
                                .single()
                        > 0);
    }
}

package org.samspill.identity;

import java.util.List;
import org.samspill.actors.PersonId;
import org.samspill.actors.PersonTraces;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How a person signs in, and when she has. Who has an account of ours or is signed in now has to be known; a sign-in ends when its person is erased. */
@Component
class IdentityErasure implements PersonTraces {

    private final JdbcClient jdbc;

    IdentityErasure(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean needs(PersonId person) {
        return jdbc.sql("""
                        select (select count(*) from identity_account where person = :person)
                            + (select count(*) from identity_sign_in where person = :person and ended_at is null)
                        """).param("person", person.value()).query(Long.class).single() > 0;
    }

    @Override
    public void erase(PersonId person) {
        jdbc.sql("""
                        delete from identity_account_role where username in (select username from identity_account where person = ?)
                        """).param(person.value()).update();
        // A session is found by whose it is; its attributes go with it.
        jdbc.sql("delete from identity_session where principal_name = ?")
                .param(person.value())
                .update();
        for (String table : List.of("identity_account", "identity_sign_in", "identity_subject")) {
            jdbc.sql("delete from " + table + " where person = ?")
                    .param(person.value())
                    .update();
        }
    }
}

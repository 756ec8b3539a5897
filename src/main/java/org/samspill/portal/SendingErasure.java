package org.samspill.portal;

import org.samspill.actors.PersonId;
import org.samspill.actors.PersonTraces;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which forms a person has sent. */
@Component
class SendingErasure implements PersonTraces {

    private final JdbcClient jdbc;

    SendingErasure(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean needs(PersonId person) {
        return false;
    }

    @Override
    public void erase(PersonId person) {
        jdbc.sql("delete from portal_sending where person = ?")
                .param(person.value())
                .update();
    }
}

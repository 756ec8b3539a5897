package org.samspill.casework;

import org.samspill.actors.PersonId;
import org.samspill.actors.PersonTraces;
import org.samspill.privacy.JourneyTraces;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What caseworkers have written to each other about a journey, and what one of them has saved for herself. */
@Component
class CaseworkErasure implements JourneyTraces, PersonTraces {

    private final JdbcClient jdbc;

    CaseworkErasure(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void erase(String journey) {
        jdbc.sql("delete from casework_note where journey_id = ?")
                .param(journey)
                .update();
    }

    @Override
    public boolean needs(PersonId person) {
        return false;
    }

    @Override
    public void erase(PersonId person) {
        jdbc.sql("delete from casework_view where person = ?")
                .param(person.value())
                .update();
    }
}

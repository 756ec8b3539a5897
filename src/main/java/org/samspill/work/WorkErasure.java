package org.samspill.work;

import java.util.List;
import org.samspill.actors.PersonId;
import org.samspill.actors.PersonTraces;
import org.samspill.privacy.JourneyTraces;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What work items keep of people: whose they were, who did them, what went wrong in somebody's words, drafts and notices. When and with what outcome stays. */
@Component
class WorkErasure implements JourneyTraces, PersonTraces {

    private static final String OF_JOURNEY = " where work_item in (select id from work_item where journey_id = ?)";

    private final JdbcClient jdbc;

    WorkErasure(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void erase(String journey) {
        for (String table : List.of("work_draft", "work_notice")) {
            jdbc.sql("delete from " + table + OF_JOURNEY).param(journey).update();
        }
        jdbc.sql("""
                        update work_item set person = null, assignee = null, ended_by = null, worker = null, failure = null, consents = null
                        where journey_id = ?
                        """).param(journey).update();
    }

    @Override
    public boolean needs(PersonId person) {
        return jdbc.sql(
                                "select count(*) from work_item where state = 'OPEN' and (person = :person or assignee = :person)")
                        .param("person", person.value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    @Override
    public void erase(PersonId person) {
        jdbc.sql("delete from work_draft where person = ?")
                .param(person.value())
                .update();
        jdbc.sql("delete from work_notice where recipient = ?")
                .param(person.value())
                .update();
        jdbc.sql("update work_item set person = null where person = ?")
                .param(person.value())
                .update();
        // No index tells who did what: it would cost every step more than reading them all costs here.
        jdbc.sql("""
                        update work_item set assignee = case when assignee = :person then null else assignee end,
                            ended_by = case when ended_by = :person then null else ended_by end
                        where assignee = :person or ended_by = :person
                        """).param("person", person.value()).update();
    }
}

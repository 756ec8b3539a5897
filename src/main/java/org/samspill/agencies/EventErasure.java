package org.samspill.agencies;

import org.samspill.privacy.JourneyTraces;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The events that came to a journey: their names are the senders' own, and may say whom they were about. */
@Component
class EventErasure implements JourneyTraces {

    private final JdbcClient jdbc;

    EventErasure(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void erase(String journey) {
        jdbc.sql("""
                        delete from agencies_event e where exists (
                            select 1 from agencies_event_journey j where j.journey_id = ?
                                and j.organisation = e.organisation and j.source = e.source and j.event_id = e.event_id)
                        """).param(journey).update();
        jdbc.sql("delete from agencies_event_journey where journey_id = ?")
                .param(journey)
                .update();
    }
}

package org.samspill.agencies;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.samspill.actors.OrganisationNumber;
import org.samspill.journeys.JourneyId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which events have been taken, and what was answered. */
@Component
class EventLedger {

    private static final int MOST_JOURNEYS = 100;

    private final JdbcClient jdbc;
    private final Clock clock;

    EventLedger(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<EventOutcome.Taken> taken(OrganisationNumber sender, IncomingEvent event) {
        return jdbc.sql(
                        "select journeys, started from agencies_event where organisation = ? and source = ? and event_id = ?")
                .params(sender.value(), event.source(), event.id())
                .query((row, n) ->
                        new EventOutcome.Taken(journeys(row.getString("journeys")), row.getBoolean("started")))
                .optional();
    }

    private static List<JourneyId> journeys(String joined) {
        return Arrays.stream(joined.split(","))
                .filter(id -> !id.isBlank())
                .map(JourneyId::new)
                .toList();
    }

    /** Claims an event before its effect; fails with a duplicate key when another delivery of it is being taken. */
    void claim(OrganisationNumber sender, IncomingEvent event) {
        jdbc.sql("""
                        insert into agencies_event (organisation, source, event_id, type, journeys, started, at)
                        values (?, ?, ?, ?, '', false, ?)
                        """)
                .params(
                        sender.value(),
                        event.source(),
                        event.id(),
                        event.type(),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    void keep(OrganisationNumber sender, IncomingEvent event, EventOutcome.Taken taken) {
        jdbc.sql(
                        "update agencies_event set journeys = ?, started = ? where organisation = ? and source = ? and event_id = ?")
                .params(
                        taken.journeys().stream()
                                .limit(MOST_JOURNEYS)
                                .map(JourneyId::value)
                                .collect(Collectors.joining(",")),
                        taken.started(),
                        sender.value(),
                        event.source(),
                        event.id())
                .update();
        taken.journeys().stream().limit(MOST_JOURNEYS).distinct().forEach(journey -> jdbc.sql("""
                        insert into agencies_event_journey (journey_id, organisation, source, event_id) values (?, ?, ?, ?)
                        """)
                .params(journey.value(), sender.value(), event.source(), event.id())
                .update());
    }
}

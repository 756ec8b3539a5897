package org.samspill.journeys;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.PersonId;
import org.samspill.actors.PersonTraces;
import org.samspill.privacy.JourneyTraces;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What journeys keep of people besides the engine's data, which go by themselves: whom they are about, who takes part, and the keys of starts. The log stays. */
@Component
class JourneyErasure implements JourneyTraces, PersonTraces {

    private final JdbcClient jdbc;
    private final JourneyLog log;

    JourneyErasure(JdbcClient jdbc, JourneyLog log) {
        this.jdbc = jdbc;
        this.log = log;
    }

    @Override
    public void erase(String journey) {
        jdbc.sql("delete from journeys_participant where journey_id = ?")
                .param(journey)
                .update();
        jdbc.sql("delete from journeys_start where journey_id = ?")
                .param(journey)
                .update();
        jdbc.sql("update journeys_journey set subject_person = null, subject_number = null where id = ?")
                .param(journey)
                .update();
    }

    @Override
    public Set<PersonId> people(String journey) {
        Set<PersonId> people = new LinkedHashSet<>();
        jdbc.sql("""
                        select person_id from journeys_participant where journey_id = :journey
                        union select subject_person from journeys_journey where id = :journey and subject_person is not null
                        """).param("journey", journey).query(row -> {
            people.add(new PersonId(row.getString(1)));
        });
        return people;
    }

    @Override
    public Set<String> journeysOf(PersonId person) {
        return jdbc.sql("""
                        select journey_id from journeys_participant where person_id = :person
                        union select id from journeys_journey where subject_person = :person
                        """).param("person", person.value()).query(String.class).set();
    }

    @Override
    public boolean needs(PersonId person) {
        return !journeysOf(person).isEmpty();
    }

    @Override
    public void erase(PersonId person) {
        jdbc.sql("delete from journeys_participant where person_id = ?")
                .param(person.value())
                .update();
        jdbc.sql("delete from journeys_start where caller = ?")
                .param(person.value())
                .update();
        jdbc.sql("update journeys_journey set subject_person = null where subject_person = ?")
                .param(person.value())
                .update();
    }

    @Override
    public Map<String, List<Map<String, Object>>> archived(String journey) {
        List<Map<String, Object>> events = new ArrayList<>();
        for (JourneyEvent event : log.of(new JourneyId(journey))) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("at", event.at().toString());
            row.put("event", event.kind().name().toLowerCase(Locale.ROOT));
            put(row, "process", event.process());
            put(row, "element", event.element());
            put(row, "organisation", event.organisation());
            put(row, "service", event.service());
            put(row, "outcome", event.outcome());
            put(row, "reason", event.reason());
            events.add(row);
        }
        return Map.of("events", events);
    }

    private static void put(Map<String, Object> row, String name, @Nullable Object value) {
        if (value != null) {
            row.put(name, value);
        }
    }
}

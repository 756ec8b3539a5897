package org.samspill.privacy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.samspill.actors.PersonId;
import org.samspill.actors.PersonTraces;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What this room keeps of people: consents, questions, what is kept of the journey's data, and the salts of what was disclosed. The disclosures themselves
 * stay, sealed: ids, names of data and times, and hashes that mean nothing without their salts.
 */
@Component
class PrivacyErasure implements JourneyTraces, PersonTraces {

    private static final List<String> OF_JOURNEY = List.of(
            "privacy_consent",
            "privacy_consenter",
            "privacy_exemption",
            "privacy_question",
            "privacy_called",
            "privacy_kept");

    private final JdbcClient jdbc;
    private final DisclosureStore disclosures;

    PrivacyErasure(JdbcClient jdbc, DisclosureStore disclosures) {
        this.jdbc = jdbc;
        this.disclosures = disclosures;
    }

    @Override
    public void erase(String journey) {
        for (String table : OF_JOURNEY) {
            // The request by which the journey goes is answered to the one who asked, and goes with its own journey.
            String but = table.equals("privacy_question") ? " and kind not in ('erasure', 'forgetting')" : "";
            jdbc.sql("delete from " + table + " where journey_id = ?" + but)
                    .param(journey)
                    .update();
        }
        jdbc.sql("delete from privacy_question where id = ?").param(journey).update();
        jdbc.sql("update privacy_disclosure set salt = null where journey_id = ? and salt is not null")
                .param(journey)
                .update();
        jdbc.sql("update privacy_hold set reason = '' where journey_id = ?")
                .param(journey)
                .update();
    }

    @Override
    public Set<PersonId> people(String journey) {
        Set<PersonId> people = new LinkedHashSet<>();
        jdbc.sql("""
                        select grantor from privacy_consent where journey_id = :journey
                        union select on_behalf_of from privacy_consent where journey_id = :journey and on_behalf_of is not null
                        union select person from privacy_consenter where journey_id = :journey
                        union select person from privacy_exemption where journey_id = :journey
                        union select asker from privacy_question where journey_id = :journey
                        """).param("journey", journey).query(row -> {
            people.add(new PersonId(row.getString(1)));
        });
        return people;
    }

    @Override
    public boolean needs(PersonId person) {
        return jdbc.sql("""
                        select (select count(*) from privacy_consent where grantor = :person or on_behalf_of = :person)
                            + (select count(*) from privacy_question where asker = :person)
                        """).param("person", person.value()).query(Long.class).single() > 0;
    }

    @Override
    public void erase(PersonId person) {
        jdbc.sql("delete from privacy_consent where grantor = :person or on_behalf_of = :person")
                .param("person", person.value())
                .update();
        for (String table : List.of("privacy_consenter", "privacy_exemption")) {
            jdbc.sql("delete from " + table + " where person = ?")
                    .param(person.value())
                    .update();
        }
        jdbc.sql("delete from privacy_question where asker = ?")
                .param(person.value())
                .update();
    }

    @Override
    public Map<String, List<Map<String, Object>>> archived(String journey) {
        List<Map<String, Object>> given = new ArrayList<>();
        for (Disclosure row : disclosures.of(journey)) {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("at", row.at().toString());
            told.put("how", row.how().name().toLowerCase(Locale.ROOT));
            told.put(
                    "organisation",
                    row.organisation() == null ? "" : row.organisation().value());
            told.put("data", String.join(", ", row.data()));
            told.put("purpose", row.purpose() == null ? "" : row.purpose());
            told.put("legalBasis", row.legalBasis() == null ? "" : row.legalBasis());
            given.add(told);
        }
        Collections.reverse(given);
        return Map.of("disclosures", given);
    }
}

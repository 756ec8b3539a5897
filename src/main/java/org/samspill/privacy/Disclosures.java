package org.samspill.privacy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who has been given which data of a journey, when, for what and by what right. Holds names of data, never their values. */
@Component
public class Disclosures {

    /**
     * One release of data.
     *
     * @param person who looked, null when a machine of the organisation did
     * @param organisation null when a citizen saw her own
     */
    public record Disclosure(
            Instant at,
            String journey,
            @Nullable String workItem,
            @Nullable OrganisationNumber organisation,
            @Nullable PersonId person,
            @Nullable String service,
            @Nullable String purpose,
            @Nullable String legalBasis,
            @Nullable String consent,
            List<String> data) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    Disclosures(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The moment that a disclosure made now carries. */
    public Instant now() {
        return clock.instant();
    }

    /** Writes a release down, in the transaction of the release: no row, no data. A release of nothing leaves no row. */
    @Transactional
    public void write(Disclosure disclosure) {
        if (disclosure.data().isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into privacy_disclosure
                            (at, journey_id, work_item, organisation, person, service, purpose, legal_basis, consent, data)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        disclosure.at().atOffset(ZoneOffset.UTC),
                        disclosure.journey(),
                        disclosure.workItem(),
                        disclosure.organisation() == null
                                ? null
                                : disclosure.organisation().value(),
                        disclosure.person() == null ? null : disclosure.person().value(),
                        disclosure.service(),
                        cut(disclosure.purpose()),
                        cut(disclosure.legalBasis()),
                        disclosure.consent(),
                        String.join(",", disclosure.data()))
                .update();
    }

    /** Everything that was released of a journey, the newest first. */
    public List<Disclosure> of(String journey) {
        return jdbc.sql("select * from privacy_disclosure where journey_id = ? order by seq desc")
                .param(journey)
                .query((row, n) -> new Disclosure(
                        row.getTimestamp("at").toInstant(),
                        row.getString("journey_id"),
                        row.getString("work_item"),
                        row.getString("organisation") == null
                                ? null
                                : OrganisationNumber.of(row.getString("organisation")),
                        row.getString("person") == null ? null : new PersonId(row.getString("person")),
                        row.getString("service"),
                        row.getString("purpose"),
                        row.getString("legal_basis"),
                        row.getString("consent"),
                        List.copyOf(names(row.getString("data")))))
                .list();
    }

    private static Collection<String> names(String joined) {
        return List.of(joined.split(","));
    }

    private static @Nullable String cut(@Nullable String text) {
        return text == null || text.length() <= 255 ? text : text.substring(0, 255);
    }
}

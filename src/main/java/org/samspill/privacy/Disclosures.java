package org.samspill.privacy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.PersonId;
import org.samspill.actors.Text;
import org.samspill.catalogue.Service;
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

    /** A release that happens now, for the purpose and by the legal basis of the service, or for the purpose of the step or life event that is named. */
    public Disclosure of(
            String journey,
            @Nullable String workItem,
            @Nullable OrganisationNumber organisation,
            @Nullable PersonId person,
            @Nullable Service service,
            Text otherwise,
            List<String> data) {
        return new Disclosure(
                clock.instant(),
                journey,
                workItem,
                organisation,
                person,
                service == null ? null : service.key(),
                service == null ? otherwise.nb() : service.contract().purpose().nb(),
                service == null
                        ? null
                        : service.contract().legalBasis().act() + " "
                                + service.contract().legalBasis().section(),
                service == null ? null : service.contract().consent(),
                data);
    }

    /** Writes those releases down that this person has not had before, of the same journey and work item; for lists, which are looked at again and again. */
    @Transactional
    public void writeFirst(PersonId person, List<Disclosure> releases) {
        if (releases.isEmpty()) {
            return;
        }
        Set<String> had = new HashSet<>();
        jdbc.sql(
                        "select journey_id, work_item, data from privacy_disclosure where person = :person and journey_id in (:journeys)")
                .param("person", person.value())
                .param(
                        "journeys",
                        releases.stream().map(Disclosure::journey).distinct().toList())
                .query(row -> {
                    String journey = row.getString("journey_id");
                    String workItem = row.getString("work_item");
                    names(row.getString("data")).forEach(name -> had.add(place(journey, workItem, name)));
                });
        releases.stream()
                .filter(release -> !release.data().stream()
                        .allMatch(name -> had.contains(place(release.journey(), release.workItem(), name))))
                .forEach(this::write);
    }

    private static String place(@Nullable String journey, @Nullable String workItem, String name) {
        return journey + " " + workItem + " " + name;
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

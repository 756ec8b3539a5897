package org.samspill.privacy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of exemptions. Whoever changes one has {@link Consents} look anew. */
@Component
public class Exemptions {

    private final JdbcClient jdbc;
    private final Clock clock;

    Exemptions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Who need not agree now. */
    public Set<PersonId> of(String journey) {
        return jdbc.sql("select person from privacy_exemption where journey_id = ? and ended_at is null")
                .param(journey)
                .query((row, n) -> new PersonId(row.getString(1)))
                .set();
    }

    /** All that were ever granted in the journey, the newest first. */
    public List<Exemption> all(String journey) {
        return jdbc.sql("select * from privacy_exemption where journey_id = ? order by since desc, id")
                .param(journey)
                .query(Exemptions::read)
                .list();
    }

    /** Grants one; false when she has one that holds for the same reason. */
    public boolean grant(
            String journey,
            PersonId person,
            Exemption.Reason reason,
            @Nullable String legalBasis,
            @Nullable String explanation,
            @Nullable PersonId decidedBy,
            @Nullable OrganisationNumber organisation) {
        boolean there = all(journey).stream()
                .anyMatch(each -> each.endedAt() == null && each.person().equals(person) && each.reason() == reason);
        if (there) {
            return false;
        }
        jdbc.sql("""
                        insert into privacy_exemption
                            (id, journey_id, person, reason, legal_basis, explanation, decided_by, organisation, since)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        UUID.randomUUID().toString(),
                        journey,
                        person.value(),
                        reason.name().toLowerCase(Locale.ROOT),
                        legalBasis,
                        explanation,
                        decidedBy == null ? null : decidedBy.value(),
                        organisation == null ? null : organisation.value(),
                        now())
                .update();
        return true;
    }

    /**
     * Ends one of the journey's; false when there is none of that id that holds.
     *
     * @param by null for a register's word
     */
    public boolean end(String journey, String id, @Nullable PersonId by) {
        return jdbc.sql("""
                                update privacy_exemption set ended_at = ?, ended_by = ?
                                where journey_id = ? and id = ? and ended_at is null
                                """)
                        .params(now(), by == null ? null : by.value(), journey, id)
                        .update()
                == 1;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Exemption read(ResultSet row, int number) throws SQLException {
        String by = row.getString("decided_by");
        String organisation = row.getString("organisation");
        OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
        return new Exemption(
                row.getString("id"),
                new PersonId(row.getString("person")),
                Exemption.Reason.valueOf(row.getString("reason").toUpperCase(Locale.ROOT)),
                row.getString("legal_basis"),
                row.getString("explanation"),
                by == null ? null : new PersonId(by),
                organisation == null ? null : OrganisationNumber.of(organisation),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                ended == null ? null : ended.toInstant());
    }
}

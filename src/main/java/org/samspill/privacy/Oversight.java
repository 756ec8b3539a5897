package org.samspill.privacy;

import java.util.ArrayList;
import java.util.List;
import org.samspill.actors.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads in one question what the page of a journey tells somebody who takes part of her consents, and of how often anything of it was given away. */
@Component
public class Oversight {

    private final JdbcClient jdbc;

    Oversight(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What she has a say in, and what has left.
     *
     * @param answers those of hers, and those that others have given for her, that count; the oldest first
     * @param toOrganisations how many times organisations were given anything; what participants themselves saw is not counted
     */
    public record Overview(List<Consent> answers, int toOrganisations) {}

    /** The person's overview of a journey; that she may read it is the caller's to ask. */
    public Overview of(String journey, PersonId person) {
        List<Consent> answers = new ArrayList<>();
        int[] given = new int[1];
        jdbc.sql("""
                        select d.given_away, c.*
                        from (select count(*) as given_away from privacy_disclosure where journey_id = ? and organisation is not null) d
                            left join privacy_consent c on c.journey_id = ? and c.replaced_at is null
                                and (c.grantor = ? or c.on_behalf_of = ?)
                        order by c.decided_at, c.scope, c.grantor
                        """).params(journey, journey, person.value(), person.value()).query(row -> {
            given[0] = row.getInt("given_away");
            if (row.getString("id") != null) {
                answers.add(ConsentStore.read(row, 0));
            }
        });
        return new Overview(answers, given[0]);
    }
}

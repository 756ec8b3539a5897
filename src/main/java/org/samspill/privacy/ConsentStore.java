package org.samspill.privacy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.PersonId;
import org.samspill.catalogue.Category;
import org.samspill.catalogue.ConsentScope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of consents, of those who have to give them, and of those who need not. */
@Component
class ConsentStore {

    private static final String CURRENT = " and replaced_at is null";
    private static final int LONGEST = 255;

    private final JdbcClient jdbc;

    ConsentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(
            String journey,
            ConsentScope scope,
            PersonId grantor,
            @Nullable PersonId onBehalfOf,
            boolean given,
            Instant now,
            @Nullable Instant expiresAt) {
        jdbc.sql("update privacy_consent set replaced_at = ? where journey_id = ? and scope = ? and grantor = ?"
                        + CURRENT)
                .params(utc(now), journey, scope.key(), grantor.value())
                .update();
        String purpose = scope.purpose().nb();
        jdbc.sql("""
                        insert into privacy_consent
                            (id, journey_id, scope, grantor, on_behalf_of, recipient, purpose, categories, given, decided_at, expires_at, everyday)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        UUID.randomUUID().toString(),
                        journey,
                        scope.key(),
                        grantor.value(),
                        onBehalfOf == null ? null : onBehalfOf.value(),
                        scope.recipient(),
                        purpose.length() <= LONGEST ? purpose : purpose.substring(0, LONGEST),
                        scope.categories().stream()
                                .map(category -> category.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(",")),
                        given,
                        utc(now),
                        utc(expiresAt),
                        scope.everyday())
                .update();
    }

    boolean withdraw(String journey, String scope, PersonId grantor, Instant now) {
        return jdbc.sql("""
                                update privacy_consent set withdrawn_at = ?
                                where journey_id = ? and scope = ? and grantor = ? and given and withdrawn_at is null and replaced_at is null
                                """).params(utc(now), journey, scope, grantor.value()).update() == 1;
    }

    /** Notes that a consent has run out; false when that was noted before, here or on another node. */
    boolean expire(String id, Instant now) {
        return jdbc.sql("update privacy_consent set expired_at = ? where id = ? and expired_at is null")
                        .params(utc(now), id)
                        .update()
                == 1;
    }

    List<Consent> expired(Instant now, int most) {
        return jdbc.sql("""
                        select * from privacy_consent
                        where expires_at <= ? and expired_at is null and given and withdrawn_at is null and replaced_at is null
                        order by expires_at fetch first ? rows only
                        """).params(utc(now), most).query(ConsentStore::read).list();
    }

    /** The answers that count, the oldest first. */
    List<Consent> of(String journey) {
        return jdbc.sql("select * from privacy_consent where journey_id = ?" + CURRENT
                        + " order by decided_at, scope, grantor")
                .param(journey)
                .query(ConsentStore::read)
                .list();
    }

    List<Consent> of(String journey, String scope) {
        return jdbc.sql("select * from privacy_consent where journey_id = ? and scope = ?" + CURRENT
                        + " order by decided_at, grantor")
                .params(journey, scope)
                .query(ConsentStore::read)
                .list();
    }

    /** Who has to agree in these journeys, who need not, and who has answered. */
    List<Agreements.Row> agreements(Set<String> journeys) {
        return jdbc.sql("""
                        select journey_id, scope, grantor as person, 'ANSWERED' as what,
                            given and withdrawn_at is null as stands, expires_at, everyday
                        from privacy_consent where journey_id in (:journeys) and replaced_at is null
                        union all
                        select journey_id, scope, person, 'ASKED', false, null, false
                        from privacy_consenter where journey_id in (:journeys)
                        union all
                        select journey_id, null, person, 'EXEMPT', false, null, false
                        from privacy_exemption where journey_id in (:journeys) and ended_at is null
                        """)
                .param("journeys", journeys)
                .query((row, n) -> new Agreements.Row(
                        row.getString("journey_id"),
                        row.getString("scope"),
                        new PersonId(row.getString("person")),
                        Agreements.What.valueOf(row.getString("what")),
                        row.getBoolean("stands"),
                        instant(row, "expires_at"),
                        row.getBoolean("everyday")))
                .list();
    }

    /** Adds someone who has to agree; a new round of asking begins with nobody. */
    void ask(String journey, String scope, PersonId person, String round, Instant now) {
        jdbc.sql("delete from privacy_consenter where journey_id = ? and scope = ? and (round <> ? or person = ?)")
                .params(journey, scope, round, person.value())
                .update();
        jdbc.sql("insert into privacy_consenter (journey_id, scope, person, round, asked_at) values (?, ?, ?, ?, ?)")
                .params(journey, scope, person.value(), round, utc(now))
                .update();
    }

    /** Asks another in the place of one who has not answered; gives the scopes that it was about. */
    Set<String> pass(String journey, PersonId from, @Nullable PersonId to) {
        Set<String> scopes =
                jdbc.sql("""
                        select scope from privacy_consenter a where journey_id = ? and person = ? and not exists (
                            select 1 from privacy_consent c where c.journey_id = a.journey_id and c.scope = a.scope
                                and c.grantor = a.person and c.replaced_at is null and c.given and c.withdrawn_at is null)
                        """).params(journey, from.value()).query(String.class).set();
        for (String scope : scopes) {
            if (to != null && !asked(journey, scope).contains(to)) {
                jdbc.sql("update privacy_consenter set person = ? where journey_id = ? and scope = ? and person = ?")
                        .params(to.value(), journey, scope, from.value())
                        .update();
            } else {
                jdbc.sql("delete from privacy_consenter where journey_id = ? and scope = ? and person = ?")
                        .params(journey, scope, from.value())
                        .update();
            }
        }
        return scopes;
    }

    /** The scopes that a person is asked about. */
    Set<String> scopesAsked(String journey, PersonId person) {
        return jdbc.sql("select scope from privacy_consenter where journey_id = ? and person = ?")
                .params(journey, person.value())
                .query(String.class)
                .set();
    }

    void leave(String journey, String scope, PersonId person) {
        jdbc.sql("delete from privacy_consenter where journey_id = ? and scope = ? and person = ?")
                .params(journey, scope, person.value())
                .update();
    }

    Set<PersonId> asked(String journey, String scope) {
        return jdbc.sql("select person from privacy_consenter where journey_id = ? and scope = ?")
                .params(journey, scope)
                .query((row, n) -> new PersonId(row.getString(1)))
                .set();
    }

    /** The scopes of which anybody has been asked, or has answered. */
    Set<String> scopes(String journey) {
        return jdbc.sql("""
                        select scope from privacy_consenter where journey_id = ?
                        union select scope from privacy_consent where journey_id = ?
                        """).params(journey, journey).query(String.class).set();
    }

    static Consent read(ResultSet row, int number) throws SQLException {
        String child = row.getString("on_behalf_of");
        Set<Category> categories = EnumSet.noneOf(Category.class);
        Arrays.stream(row.getString("categories").split(","))
                .filter(name -> !name.isEmpty())
                .forEach(name -> categories.add(Category.valueOf(name.toUpperCase(Locale.ROOT))));
        return new Consent(
                row.getString("id"),
                row.getString("journey_id"),
                row.getString("scope"),
                new PersonId(row.getString("grantor")),
                child == null ? null : new PersonId(child),
                row.getString("recipient"),
                row.getString("purpose"),
                categories,
                row.getString("channel"),
                row.getBoolean("given"),
                row.getObject("decided_at", OffsetDateTime.class).toInstant(),
                instant(row, "expires_at"),
                instant(row, "withdrawn_at"),
                row.getBoolean("everyday"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}

package org.samspill.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.AssuranceLevel;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.Employment;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.People;
import org.samspill.actors.Person;
import org.samspill.actors.PersonId;
import org.samspill.actors.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who is signed in, on all nodes. A browser's session holds the name of a sign-in and nothing else that counts: what the person may do is read anew
 * for each request, so that a right that has been taken away is gone at once, and a sign-in that has been ended anywhere is ended everywhere.
 */
@Repository
class SignIns {

    /** Whose word it is when somebody has signed in with a password of ours. */
    static final String BUILT_IN = "built-in";

    /**
     * Someone who has just come, with what her issuer says of her.
     *
     * @param username her account of ours, for the built-in sign-in; its roles count then
     * @param roles what the issuer's word gives her
     * @param providerSession the issuer's own name of the session (`sid`), to hear when it ends
     */
    record Arrival(
            PersonId person,
            @Nullable OrganisationNumber organisation,
            String issuer,
            @Nullable String username,
            AssuranceLevel level,
            Set<Role> roles,
            @Nullable String providerSession) {}

    private final JdbcClient jdbc;
    private final People people;
    private final SessionLimits limits;

    SignIns(JdbcClient jdbc, People people, SessionLimits limits) {
        this.jdbc = jdbc;
        this.people = people;
        this.limits = limits;
    }

    /** Begins a sign-in; forgets those that can no longer be used by anybody. */
    @Transactional
    public String open(Arrival arrival) {
        String id = UUID.randomUUID().toString();
        jdbc.sql("delete from identity_sign_in where signed_in_at < :old")
                .param("old", now().minus(limits.absolute()).minusDays(1))
                .update();
        jdbc.sql("""
                        insert into identity_sign_in
                            (id, person, organisation, issuer, username, level, provider_session, signed_in_at)
                        values (:id, :person, :organisation, :issuer, :username, :level, :session, :now)
                        """)
                .param("id", id)
                .param("person", arrival.person().value())
                .param(
                        "organisation",
                        arrival.organisation() == null
                                ? null
                                : arrival.organisation().value())
                .param("issuer", arrival.issuer())
                .param("username", arrival.username())
                .param("level", arrival.level().name())
                .param(
                        "session",
                        arrival.providerSession() == null ? null : digest(arrival.issuer(), arrival.providerSession()))
                .param("now", now())
                .update();
        for (Role role : arrival.roles()) {
            jdbc.sql("insert into identity_sign_in_role (sign_in, role) values (:id, :role)")
                    .param("id", id)
                    .param("role", role.name())
                    .update();
        }
        return id;
    }

    /** Who the sign-in is, with the rights she has now; empty when it has ended, has lasted too long, or gives nothing any more. */
    Optional<CurrentUser> user(String id) {
        return jdbc.sql("""
                        select person, organisation, issuer, username, level from identity_sign_in
                        where id = :id and ended_at is null and signed_in_at > :oldest
                        """)
                .param("id", id)
                .param("oldest", now().minus(limits.absolute()))
                .query(SignIns::row)
                .optional()
                .flatMap(row -> user(id, row));
    }

    private Optional<CurrentUser> user(String id, Row row) {
        Set<Role> roles = row.username == null ? rolesOf(id) : rolesOfAccount(row.username);
        Person person = people.find(row.person).orElse(null);
        if (person == null || roles.isEmpty()) {
            return Optional.empty();
        }
        if (row.organisation == null) {
            return Optional.of(new CurrentUser(person.id(), person.name(), null, Set.of(), false, roles, row.level));
        }
        // Who no longer works there has no business there either.
        return people.employment(row.person, row.organisation).map(place -> employee(person, place, roles, row.level));
    }

    private static CurrentUser employee(Person person, Employment place, Set<Role> roles, AssuranceLevel level) {
        return new CurrentUser(
                person.id(), person.name(), place.organisation(), place.functions(), place.leader(), roles, level);
    }

    /**
     * A sign-in that can still be used.
     *
     * @param issuer our name of who vouched
     */
    record Live(String id, @Nullable OrganisationNumber organisation, String issuer, Instant since) {}

    /** The person's sign-ins that can still be used, the newest first. */
    List<Live> live(PersonId person) {
        return jdbc.sql("""
                        select id, organisation, issuer, signed_in_at from identity_sign_in
                        where person = :person and ended_at is null and signed_in_at > :oldest order by signed_in_at desc, id
                        """)
                .param("person", person.value())
                .param("oldest", now().minus(limits.absolute()))
                .query((row, n) -> new Live(
                        row.getString("id"),
                        row.getString("organisation") == null
                                ? null
                                : OrganisationNumber.of(row.getString("organisation")),
                        row.getString("issuer"),
                        row.getObject("signed_in_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Ends one sign-in. */
    @Transactional
    public void end(String id, String why) {
        jdbc.sql("update identity_sign_in set ended_at = :now, ended_by = :why where id = :id and ended_at is null")
                .param("now", now())
                .param("why", why)
                .param("id", id)
                .update();
    }

    /** Ends all sign-ins of a person, in every browser and on every node; returns how many. */
    @Transactional
    public int endAll(PersonId person, String why) {
        return jdbc.sql(
                        "update identity_sign_in set ended_at = :now, ended_by = :why where person = :person and ended_at is null")
                .param("now", now())
                .param("why", why)
                .param("person", person.value())
                .update();
    }

    /** Ends what rests on a session that its issuer has ended; returns how many. */
    @Transactional
    public int endOf(String issuer, String providerSession) {
        return jdbc.sql("""
                        update identity_sign_in set ended_at = :now, ended_by = 'issuer'
                        where provider_session = :session and ended_at is null
                        """)
                .param("now", now())
                .param("session", digest(issuer, providerSession))
                .update();
    }

    private Set<Role> rolesOf(String id) {
        return roles("select role from identity_sign_in_role where sign_in = :key", id);
    }

    private Set<Role> rolesOfAccount(String username) {
        return roles("select role from identity_account_role where username = :key", username);
    }

    private Set<Role> roles(String sql, String key) {
        return jdbc.sql(sql).param("key", key).query(String.class).list().stream()
                .map(Role::valueOf)
                .collect(Collectors.toSet());
    }

    private record Row(
            PersonId person,
            @Nullable OrganisationNumber organisation,
            @Nullable String username,
            AssuranceLevel level) {}

    private static Row row(ResultSet row, int number) throws SQLException {
        String organisation = row.getString("organisation");
        return new Row(
                new PersonId(row.getString("person")),
                organisation == null ? null : OrganisationNumber.of(organisation),
                row.getString("username"),
                AssuranceLevel.valueOf(row.getString("level")));
    }

    /** The wall clock: the engine's may be moved, and a moved clock must neither end sign-ins nor make them last. */
    private static OffsetDateTime now() {
        return Instant.ofEpochMilli(System.currentTimeMillis()).atOffset(ZoneOffset.UTC);
    }

    private static String digest(String issuer, String session) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest((issuer + " " + session).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

package org.samspill.identity;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.Employment;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.People;
import org.samspill.actors.Person;
import org.samspill.actors.PersonId;
import org.samspill.actors.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The accounts of the built-in sign-in: username, password hash, and what the person is when signed in. */
@Repository
public class Accounts {

    private final JdbcClient jdbc;
    private final People people;
    private final BCryptPasswordEncoder passwords = new BCryptPasswordEncoder();

    /** Compared with when there is no such account, so that an unknown name takes as long as a wrong password. */
    private final String nobody = passwords.encode("nobody");

    Accounts(JdbcClient jdbc, People people) {
        this.jdbc = jdbc;
        this.people = people;
    }

    /** A password as it may be kept. */
    public String hash(String password) {
        return passwords.encode(password);
    }

    /**
     * Opens an account.
     *
     * @param organisation the employer she acts for; empty for a citizen
     * @param passwordHash from {@link #hash}
     */
    @Transactional
    public void open(
            String username,
            PersonId person,
            @Nullable OrganisationNumber organisation,
            Set<Role> roles,
            String passwordHash) {
        jdbc.sql("""
                        insert into identity_account (username, person, organisation, password_hash)
                        values (:username, :person, :organisation, :hash)
                        """)
                .param("username", key(username))
                .param("person", person.value())
                .param("organisation", organisation == null ? null : organisation.value())
                .param("hash", passwordHash)
                .update();
        for (Role role : roles) {
            jdbc.sql("insert into identity_account_role (username, role) values (:username, :role)")
                    .param("username", key(username))
                    .param("role", role.name())
                    .update();
        }
    }

    /** Who signs in with this name and password; empty when the two do not belong together. */
    Optional<CurrentUser> signIn(String username, String password) {
        Optional<Account> account = find(username);
        boolean right = passwords.matches(password, account.map(Account::hash).orElse(nobody));
        return right ? account.flatMap(this::user) : Optional.empty();
    }

    /** Whose the account of this name is. */
    Optional<PersonId> personOf(String username) {
        return find(username).map(Account::person);
    }

    static String key(String username) {
        return username.strip().toLowerCase(Locale.ROOT);
    }

    private Optional<Account> find(String username) {
        return jdbc.sql(
                        "select username, person, organisation, password_hash from identity_account where username = :username")
                .param("username", key(username))
                .query((row, index) -> new Account(
                        row.getString("username"),
                        new PersonId(row.getString("person")),
                        row.getString("organisation"),
                        row.getString("password_hash")))
                .optional();
    }

    private Optional<CurrentUser> user(Account account) {
        Person person = people.find(account.person).orElseThrow();
        Set<Role> roles = roles(account.username);
        if (account.organisation == null) {
            return Optional.of(new CurrentUser(person.id(), person.name(), null, Set.of(), false, roles));
        }
        // Who no longer works there may not come in by that account.
        return employment(account)
                .map(place -> new CurrentUser(
                        person.id(), person.name(), place.organisation(), place.functions(), place.leader(), roles));
    }

    private Optional<Employment> employment(Account account) {
        List<Employment> places = people.employmentsOf(account.person);
        return places.stream()
                .filter(place -> place.organisation().number().value().equals(account.organisation))
                .findFirst();
    }

    private Set<Role> roles(String username) {
        return jdbc
                .sql("select role from identity_account_role where username = :username")
                .param("username", username)
                .query(String.class)
                .list()
                .stream()
                .map(Role::valueOf)
                .collect(Collectors.toSet());
    }

    private record Account(
            String username, PersonId person, @Nullable String organisation, String hash) {}
}

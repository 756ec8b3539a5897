package org.samspill.identity;

import com.nimbusds.jose.JWSAlgorithm;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.AssuranceLevel;
import org.samspill.actors.Role;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Somebody whose tokens we believe, with what they must look like; one entry of `samspill.issuers`. What is left out has the shape of Maskinporten
 * for machines, of ID-porten for citizens and of Ansattporten for employees.
 *
 * @param name our own short name of it, in addresses and in the log
 * @param issuer the claim `iss`, to the letter
 * @param jwksUri where its public keys are; keys that a token points to are never fetched
 * @param algorithms the only signatures accepted; all of them asymmetric
 * @param types what the header `typ` may say; it may also say nothing
 * @param audiences one of these must be in `aud` of a machine's token; for people it is the client id
 * @param scopes what a machine's token must carry, and nothing else
 * @param dpop tokens must be bound to a key that the caller proves to have (RFC 9449)
 * @param delegationSources who may say that a supplier acts for an organisation
 * @param systemUsers suppliers' systems that may act for an organisation
 * @param level what assurance is asked for
 * @param claims where in the token things stand
 * @param client how people are sent there to sign in; empty for machines
 * @param tenants organisation number by tenant, for issuers that tell an employee's organisation by tenant (Entra ID)
 * @param grants what an employee gets by a role or resource that the token names; empty gives every employee the task list and nothing more
 * @param employs whether the issuer's word gives an employee her place in the organisation; otherwise she must have it here before
 */
record Issuer(
        String name,
        Kind kind,
        String issuer,
        URI jwksUri,
        @DefaultValue("RS256") Set<String> algorithms,
        @DefaultValue Set<String> types,
        @DefaultValue Set<String> audiences,
        @DefaultValue(TokenIssuer.SCOPE) Set<String> scopes,
        @DefaultValue("false") boolean dpop,
        @DefaultValue Set<String> delegationSources,
        @DefaultValue List<SystemUser> systemUsers,
        @DefaultValue Level level,
        @DefaultValue Claims claims,
        @Nullable Client client,
        @DefaultValue Map<String, String> tenants,
        @DefaultValue Map<String, Grant> grants,
        @DefaultValue("true") boolean employs) {

    /** Whom the issuer vouches for. */
    enum Kind {
        CITIZEN,
        EMPLOYEE,
        MACHINE
    }

    /**
     * @param minimum what every token must reach; empty asks for nothing
     * @param names levels by the words of an issuer that has its own ("4" of HelseID); others are read by how they end (`-loa-high`)
     */
    record Level(
            @Nullable AssuranceLevel minimum, @DefaultValue Map<String, AssuranceLevel> names) {}

    /** Paths of claims, with dots; an empty path means that the issuer has no such claim. */
    record Claims(
            @DefaultValue("consumer.ID") String organisation,
            @DefaultValue("consumer.authority") String authority,
            @DefaultValue("supplier.ID") String supplier,
            @DefaultValue("supplier.authority") String supplierAuthority,
            @DefaultValue("delegation_source") String delegation,
            @DefaultValue("pid") String confinedTo,
            @DefaultValue("pid") String person,
            @DefaultValue("sub") List<String> subject,
            @DefaultValue("name") String name,
            @DefaultValue("acr") String level,
            @DefaultValue("roles") String roles,
            @DefaultValue("tid") String tenant) {}

    /**
     * An agreement that a supplier's system may act for an organisation.
     *
     * @param system the claim `system_id`
     * @param organisation the number of the organisation that has given it a system user
     */
    record SystemUser(String system, String organisation) {}

    /**
     * How people are sent to the issuer.
     *
     * @param title what people know it as ("ID-porten"), for the sign-in page
     * @param secret empty when the client proves itself with a key, or is public
     * @param key a private key as JWK, for `private_key_jwt`
     * @param endSession where signing out there is done; empty to sign out here alone
     * @param authorizationDetails the rich authorization request (RFC 9396) as JSON, for Ansattporten
     * @param acrValues the issuer's words for levels, to ask for more; by level
     */
    record Client(
            String id,
            @Nullable String title,
            @Nullable String secret,
            @Nullable String key,
            URI authorizationUri,
            URI tokenUri,
            @Nullable URI endSession,
            @DefaultValue({"openid", "profile"}) Set<String> scopes,
            @Nullable String authorizationDetails,
            @DefaultValue Map<AssuranceLevel, String> acrValues) {}

    /** What a role or resource in a token gives an employee. */
    record Grant(
            @DefaultValue Set<Role> roles,
            @DefaultValue Set<String> functions,
            @DefaultValue("false") boolean leader) {}

    Issuer {
        String at = "samspill.issuers: " + name + ": ";
        require(name.matches("[a-z0-9][a-z0-9-]*"), at + "name must be lower-case letters, digits and hyphens");
        require(!issuer.isBlank(), at + "issuer is missing");
        require(
                !algorithms.isEmpty() && ASYMMETRIC.containsAll(algorithms),
                at + "algorithms must be among " + ASYMMETRIC);
        require(
                kind != Kind.MACHINE || !audiences.isEmpty(),
                at + "audiences is missing: a token meant for others would be taken");
        require(kind != Kind.MACHINE || !scopes.isEmpty(), at + "scopes is missing");
        require(kind == Kind.MACHINE || client != null, at + "client is missing");
        require(kind == Kind.MACHINE || !dpop, at + "dpop is for machines");
        types = types.isEmpty() ? kind == Kind.MACHINE ? Set.of("JWT", "at+jwt") : Set.of("JWT") : Set.copyOf(types);
    }

    /** A shared secret as signature would make everyone who can check a token able to write one. */
    private static final Set<String> ASYMMETRIC = java.util.stream.Stream.concat(
                    JWSAlgorithm.Family.RSA.stream(), JWSAlgorithm.Family.EC.stream())
            .map(JWSAlgorithm::getName)
            .collect(Collectors.toCollection(TreeSet::new));

    /** An issuer of machine tokens shaped as Maskinporten's, whose keys are at hand. */
    static Issuer ofMachines(String name, String issuer, String audience, String scope) {
        return new Issuer(
                name,
                Kind.MACHINE,
                issuer,
                URI.create(issuer),
                Set.of(JWSAlgorithm.RS256.getName()),
                Set.of(),
                Set.of(audience),
                Set.of(scope),
                false,
                Set.of(),
                List.of(),
                new Level(null, Map.of()),
                new Claims(
                        "consumer.ID",
                        "consumer.authority",
                        "supplier.ID",
                        "supplier.authority",
                        "delegation_source",
                        "pid",
                        "pid",
                        List.of("sub"),
                        "name",
                        "acr",
                        "roles",
                        "tid"),
                null,
                Map.of(),
                Map.of(),
                true);
    }

    Set<JWSAlgorithm> signatures() {
        return algorithms.stream().map(JWSAlgorithm::parse).collect(Collectors.toUnmodifiableSet());
    }

    /** What people know it as. */
    String shown() {
        return client == null || client.title() == null ? name : client.title();
    }

    boolean forPeople() {
        return kind != Kind.MACHINE;
    }

    private static void require(boolean right, String wrong) {
        if (!right) {
            throw new IllegalArgumentException(wrong);
        }
    }
}

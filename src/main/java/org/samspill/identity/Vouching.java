package org.samspill.identity;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.samspill.actors.AssuranceLevel;
import org.samspill.actors.NationalId;
import org.samspill.actors.Organisation;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.Organisations;
import org.samspill.actors.People;
import org.samspill.actors.PersonId;
import org.samspill.actors.Role;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads what an issuer says of a person who has signed in there: who she is, how sure it is, and which organisations she acts for. */
@Component
class Vouching {

    private static final String REPRESENTS = "ansattporten:altinn:service";

    private final People people;
    private final Organisations organisations;
    private final IssuerSubjects subjects;

    Vouching(People people, Organisations organisations, IssuerSubjects subjects) {
        this.people = people;
        this.organisations = organisations;
        this.subjects = subjects;
    }

    @Transactional
    public Newcomer read(Issuer issuer, OidcIdToken token) {
        TokenClaims claims = new TokenClaims(token.getClaims());
        AssuranceLevel level = level(issuer, claims);
        List<Newcomer.Place> places = issuer.kind() == Issuer.Kind.EMPLOYEE ? places(issuer, claims) : List.of();
        return new Newcomer(
                issuer.name(),
                person(issuer, claims).value(),
                level,
                places,
                claims.text("sid").orElse(null),
                token.getTokenValue(),
                System.currentTimeMillis());
    }

    /** Citizens must be identified to some substance; of employees an issuer may say nothing (Entra ID), unless more is asked for. */
    private static AssuranceLevel level(Issuer issuer, TokenClaims claims) {
        AssuranceLevel usual = issuer.kind() == Issuer.Kind.CITIZEN ? AssuranceLevel.SUBSTANTIAL : AssuranceLevel.LOW;
        AssuranceLevel minimum =
                issuer.level().minimum() == null ? usual : issuer.level().minimum();
        AssuranceLevel level = claims.level(issuer).orElse(AssuranceLevel.LOW);
        if (!level.reaches(minimum)) {
            throw new NoEntry(NoEntry.Why.LEVEL);
        }
        return level;
    }

    private PersonId person(Issuer issuer, TokenClaims claims) {
        String name = claims.text(issuer.claims().name()).orElse("");
        Optional<NationalId> number = claims.text(issuer.claims().person()).flatMap(NationalId::parse);
        if (number.isPresent()) {
            return people.register(number.get(), name, null, null).id();
        }
        List<Optional<String>> subject =
                issuer.claims().subject().stream().map(claims::text).toList();
        if (issuer.kind() == Issuer.Kind.CITIZEN
                || subject.isEmpty()
                || !subject.stream().allMatch(Optional::isPresent)) {
            throw new NoEntry(NoEntry.Why.NO_NUMBER);
        }
        return subjects.person(
                issuer, String.join(" ", subject.stream().map(Optional::get).toList()), name);
    }

    private List<Newcomer.Place> places(Issuer issuer, TokenClaims claims) {
        Map<OrganisationNumber, Set<String>> words = represented(issuer, claims);
        if (words.isEmpty()) {
            throw new NoEntry(NoEntry.Why.NO_ORGANISATION);
        }
        Map<Organisation, Set<String>> known = new LinkedHashMap<>();
        words.forEach((number, said) -> organisations.find(number).ifPresent(found -> known.put(found, said)));
        if (known.isEmpty()) {
            throw new NoEntry(NoEntry.Why.UNKNOWN_ORGANISATION);
        }
        List<Newcomer.Place> places = new ArrayList<>();
        known.forEach((organisation, said) -> place(issuer, organisation, said).ifPresent(places::add));
        if (places.isEmpty()) {
            throw new NoEntry(NoEntry.Why.NO_ROLE);
        }
        return places;
    }

    /** The organisations that the token names, each with the resources and roles that it names there. */
    private static Map<OrganisationNumber, Set<String>> represented(Issuer issuer, TokenClaims claims) {
        Set<String> roles = Set.copyOf(claims.texts(issuer.claims().roles()));
        Map<OrganisationNumber, Set<String>> found = new TreeMap<>();
        if (!issuer.tenants().isEmpty()) {
            claims.text(issuer.claims().tenant())
                    .map(issuer.tenants()::get)
                    .flatMap(OrganisationNumber::parse)
                    .ifPresent(number -> found.put(number, roles));
            return found;
        }
        List<?> details = claims.at("authorization_details") instanceof List<?> list ? list : List.of();
        for (Object each : details) {
            if (each instanceof Map<?, ?> detail && REPRESENTS.equals(detail.get("type"))) {
                List<?> reportees = detail.get("reportees") instanceof List<?> list ? list : List.of();
                for (Object one : reportees) {
                    if (one instanceof Map<?, ?> reportee) {
                        TokenClaims.norwegian(reportee.get("Authority"), reportee.get("ID"))
                                .ifPresent(number -> {
                                    Set<String> said = found.computeIfAbsent(number, key -> new HashSet<>(roles));
                                    said.add(String.valueOf(detail.get("resource")));
                                });
                    }
                }
            }
        }
        return found;
    }

    private static Optional<Newcomer.Place> place(Issuer issuer, Organisation organisation, Set<String> said) {
        String number = organisation.number().value();
        if (issuer.grants().isEmpty()) {
            return Optional.of(
                    new Newcomer.Place(number, organisation.name(), Set.of(Role.CASEWORKER), Set.of(), false, false));
        }
        List<Issuer.Grant> grants = said.stream()
                .map(issuer.grants()::get)
                .filter(java.util.Objects::nonNull)
                .toList();
        Set<Role> roles = new HashSet<>();
        Set<String> functions = new HashSet<>();
        grants.forEach(grant -> {
            roles.addAll(grant.roles());
            functions.addAll(grant.functions());
        });
        boolean leader = grants.stream().anyMatch(Issuer.Grant::leader);
        return grants.isEmpty()
                ? Optional.empty()
                : Optional.of(new Newcomer.Place(number, organisation.name(), roles, functions, leader, true));
    }
}

package org.samspill.identity;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.AssuranceLevel;
import org.samspill.actors.CurrentMachine;
import org.samspill.actors.NationalId;
import org.samspill.actors.OrganisationNumber;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/**
 * Finds out which organisation a believed token speaks for. The organisation is the consumer's, once its scheme is checked; a client's own id or
 * number counts for nothing. A supplier needs somebody's word that it acts for the organisation.
 */
final class MachineIdentity {

    private static final String SYSTEM_USER = "urn:altinn:systemuser";

    private final Issuer issuer;

    MachineIdentity(Issuer issuer) {
        this.issuer = issuer;
    }

    CurrentMachine of(Jwt token) {
        TokenClaims claims = new TokenClaims(token.getClaims());
        Issuer.Claims paths = issuer.claims();
        OrganisationNumber consumer = claims.organisation(paths.organisation(), paths.authority())
                .orElseThrow(() -> refused("The token names no organisation under a scheme we know"));
        AssuranceLevel minimum = issuer.level().minimum();
        if (minimum != null
                && !claims.level(issuer).filter(level -> level.reaches(minimum)).isPresent()) {
            throw refused("The level of assurance is too low");
        }
        OrganisationNumber supplier = supplier(claims);
        Optional<OrganisationNumber> customer = customer(claims);
        return new CurrentMachine(
                customer.orElse(consumer),
                scopes(token),
                customer.isPresent() ? consumer : supplier,
                confinedTo(claims));
    }

    /** True when the token carries every scope that its issuer must give and none beside: one that opens other doors too is not to be shown here. */
    boolean scopesFit(CurrentMachine machine) {
        return machine.scopes().equals(issuer.scopes());
    }

    private @Nullable OrganisationNumber supplier(TokenClaims claims) {
        if (claims.at(root(issuer.claims().supplier())) == null) {
            return null;
        }
        OrganisationNumber supplier = claims.organisation(
                        issuer.claims().supplier(), issuer.claims().supplierAuthority())
                .orElseThrow(() -> refused("The token's supplier is no organisation under a scheme we know"));
        claims.text(issuer.claims().delegation())
                .filter(issuer.delegationSources()::contains)
                .orElseThrow(() -> refused("Nobody we believe says that the supplier acts for the organisation"));
        return supplier;
    }

    /** The organisation that has given the supplier's system a system user, when the operator has an agreement for the two. */
    private Optional<OrganisationNumber> customer(TokenClaims claims) {
        if (!(claims.at("authorization_details") instanceof List<?> details)) {
            return Optional.empty();
        }
        for (Object detail : details) {
            if (detail instanceof Map<?, ?> user && SYSTEM_USER.equals(user.get("type"))) {
                Map<?, ?> owner = user.get("systemuser_org") instanceof Map<?, ?> map ? map : Map.of();
                OrganisationNumber organisation = TokenClaims.norwegian(owner.get("authority"), owner.get("ID"))
                        .orElseThrow(
                                () -> refused("The system user belongs to no organisation under a scheme we know"));
                boolean agreed = issuer.systemUsers().stream()
                        .anyMatch(each -> each.system().equals(user.get("system_id"))
                                && each.organisation().equals(organisation.value()));
                return agreed ? Optional.of(organisation) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private @Nullable NationalId confinedTo(TokenClaims claims) {
        if (claims.at(issuer.claims().confinedTo()) == null) {
            return null;
        }
        return claims.text(issuer.claims().confinedTo())
                .flatMap(NationalId::parse)
                .orElseThrow(() -> refused("The token is confined to nobody"));
    }

    private static Set<String> scopes(Jwt token) {
        Object scope = token.getClaims().get("scope");
        List<String> named = scope instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : Arrays.asList(scope instanceof String text ? text.split(" ") : new String[0]);
        return named.stream().filter(one -> !one.isBlank()).collect(Collectors.toSet());
    }

    private static String root(String path) {
        return path.contains("://") ? path : path.split("\\.")[0];
    }

    private static InvalidBearerTokenException refused(String why) {
        return new InvalidBearerTokenException(why);
    }
}

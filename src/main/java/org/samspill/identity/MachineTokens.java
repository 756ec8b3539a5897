package org.samspill.identity;

import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jwt.JWTParser;
import java.text.ParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentMachine;
import org.samspill.web.SecurityEvents;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.stereotype.Component;

/** Turns a token of an issuer for machines that we trust into the organisation whose machine calls. */
@Component
class MachineTokens {

    private final Map<String, AuthenticationManager> managers = new HashMap<>();
    private final SecurityEvents events;

    MachineTokens(TrustedIssuer builtIn, Issuers configured, SecurityEvents events) {
        this.events = events;
        Stream.concat(Stream.of(builtIn), configured.forMachines().stream().map(TrustedIssuer::remote))
                .forEach(issuer -> managers.put(issuer.settings().issuer(), manager(issuer)));
    }

    /** Not declared as an authentication manager: Spring Security would ask the only one there is about everybody else, too. */
    Authentication authenticate(Authentication bearer) {
        String issuer = issuer(((BearerTokenAuthenticationToken) bearer).getToken());
        AuthenticationManager manager = managers.get(issuer);
        if (manager == null) {
            throw new InvalidBearerTokenException("Not an issuer of machines that we trust");
        }
        try {
            return manager.authenticate(bearer);
        } catch (AuthenticationServiceException unsure) {
            // Asking for unknown keys again and again is the caller's doing, not the issuer's.
            if (causedByUnknownKeys(unsure)) {
                throw new InvalidBearerTokenException("The token is signed with a key that its issuer does not have");
            }
            throw new IssuerUnreachable(issuer, unsure);
        }
    }

    private AuthenticationManager manager(TrustedIssuer issuer) {
        Issuer settings = issuer.settings();
        var provider = new JwtAuthenticationProvider(issuer.decoder(settings.audiences(), List.of()));
        MachineIdentity identity = new MachineIdentity(settings);
        provider.setJwtAuthenticationConverter(token -> {
            if (settings.dpop() && !bound(token)) {
                throw new InvalidBearerTokenException(
                        "The issuer's tokens must be bound to a key, and this one is not");
            }
            CurrentMachine machine = identity.of(token);
            tell(settings, machine, token);
            return new MachineAuthentication(token, machine, identity.scopesFit(machine));
        });
        return new ProviderManager(provider);
    }

    /** A supplier acts for an organisation; told once for each token. */
    private void tell(Issuer issuer, CurrentMachine machine, Jwt token) {
        if (machine.supplier() != null) {
            String signature =
                    token.getTokenValue().substring(token.getTokenValue().lastIndexOf('.'));
            events.happenedOnce(
                    signature,
                    "supplier-came-in",
                    Map.of(
                            "issuer", issuer.name(),
                            "organisation", machine.organisation(),
                            "supplier", machine.supplier(),
                            "token", token.getId() == null ? "-" : token.getId()));
        }
    }

    private static boolean bound(Jwt token) {
        return token.getClaims().get("cnf") instanceof Map<?, ?> confirmation && confirmation.get("jkt") != null;
    }

    /** Who the token says it is from; nothing is believed of it yet. */
    private static String issuer(String token) {
        try {
            String issuer = JWTParser.parse(token).getJWTClaimsSet().getIssuer();
            return issuer == null ? "" : issuer;
        } catch (ParseException | RuntimeException rubbish) {
            throw new InvalidBearerTokenException("Not a token");
        }
    }

    private static boolean causedByUnknownKeys(@Nullable Throwable thrown) {
        return thrown != null
                && (thrown instanceof RateLimitReachedException || causedByUnknownKeys(thrown.getCause()));
    }
}

package org.samspill.web;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentMachine;
import org.samspill.actors.OrganisationNumber;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/**
 * An issuer of machine tokens that we believe, with what its tokens must look like.
 *
 * @param name the claim `iss`, to the letter
 * @param audience what the claim `aud` must contain: a token meant for someone else is refused
 * @param algorithms the only signatures accepted
 * @param keys the issuer's public keys
 * @param authority where the scheme of the organisation's id stands, a path of claims with dots
 * @param organisation where the organisation's id stands
 */
record TrustedIssuer(
        String name,
        String audience,
        Set<JWSAlgorithm> algorithms,
        JWKSource<SecurityContext> keys,
        String authority,
        String organisation) {

    static final String ISO_6523 = "iso6523-actorid-upis";

    /** The Norwegian register of legal entities in ISO 6523. */
    static final String ICD = "0192:";

    private static final Duration SKEW = Duration.ofSeconds(60);

    JwtDecoder decoder() {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, keys));
        // Spring's validators below say what is wrong in words that reach the log.
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        var decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(SKEW),
                new JwtClaimValidator<Instant>(JwtClaimNames.EXP, expires -> expires != null),
                new JwtClaimValidator<Instant>(
                        JwtClaimNames.IAT,
                        issued -> issued != null
                                && !issued.isAfter(Instant.ofEpochMilli(System.currentTimeMillis())
                                        .plus(SKEW))),
                new JwtIssuerValidator(name),
                new JwtClaimValidator<Collection<String>>(
                        JwtClaimNames.AUD, audiences -> audiences != null && audiences.contains(audience))));
        return decoder;
    }

    /** Who calls, as a token says that {@link #decoder} has let through. */
    CurrentMachine machine(Jwt token) {
        if (!ISO_6523.equals(claim(token, authority))) {
            throw new InvalidBearerTokenException("The token names no organisation");
        }
        OrganisationNumber number = Optional.ofNullable(claim(token, organisation))
                .filter(id -> id.startsWith(ICD))
                .flatMap(id -> OrganisationNumber.parse(id.substring(ICD.length())))
                .orElseThrow(() -> new InvalidBearerTokenException("The token names no Norwegian organisation"));
        return new CurrentMachine(number, scopes(token));
    }

    private static Set<String> scopes(Jwt token) {
        String scope = token.getClaimAsString("scope");
        return scope == null
                ? Set.of()
                : Arrays.stream(scope.split(" ")).filter(one -> !one.isBlank()).collect(Collectors.toSet());
    }

    private static @Nullable String claim(Jwt token, String path) {
        Object value = token.getClaims();
        for (String name : List.of(path.split("\\."))) {
            value = value instanceof Map<?, ?> claims ? claims.get(name) : null;
        }
        return value instanceof String text ? text : null;
    }
}

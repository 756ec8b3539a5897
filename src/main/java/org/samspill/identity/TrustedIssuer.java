package org.samspill.identity;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * An issuer with its public keys: reads its tokens, and lets through only those that it signed for us and that hold now.
 *
 * @param settings what its tokens must look like
 * @param keys its public keys, from the one place that the settings name
 */
record TrustedIssuer(Issuer settings, JWKSource<SecurityContext> keys) {

    /** How far two clocks may be apart. */
    static final Duration SKEW = Duration.ofSeconds(60);

    private static final int MILLIS_TO_ANSWER = 2000;
    private static final int LARGEST_KEY_SET = 200 * 1024;

    /** An issuer elsewhere. Its keys are fetched when first needed, kept, and used on for an hour when it does not answer. */
    static TrustedIssuer remote(Issuer settings) {
        try {
            var retriever = new DefaultResourceRetriever(MILLIS_TO_ANSWER, MILLIS_TO_ANSWER, LARGEST_KEY_SET);
            return new TrustedIssuer(
                    settings,
                    JWKSourceBuilder.create(settings.jwksUri().toURL(), retriever)
                            .retrying(true)
                            .outageTolerant(Duration.ofHours(1).toMillis())
                            .build());
        } catch (MalformedURLException | IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "samspill.issuers: " + settings.name() + ": jwks-uri is no address: " + settings.jwksUri(), wrong);
        }
    }

    /** Reads tokens of the issuer that are meant for one of the audiences, under further rules. */
    JwtDecoder decoder(Set<String> audiences, List<OAuth2TokenValidator<Jwt>> further) {
        return decoder(audiences, further, Set.of());
    }

    /** The same, of tokens that may say another type too. */
    JwtDecoder decoder(Set<String> audiences, List<OAuth2TokenValidator<Jwt>> further, Set<String> alsoOf) {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(settings.signatures(), keys));
        processor.setJWSTypeVerifier(types(alsoOf));
        // Spring's validators below say what is wrong in words that reach the log.
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        var decoder = new NimbusJwtDecoder(processor);
        List<OAuth2TokenValidator<Jwt>> rules = new ArrayList<>(List.of(
                new JwtTimestampValidator(SKEW),
                new JwtClaimValidator<Instant>(JwtClaimNames.EXP, expires -> expires != null),
                new JwtClaimValidator<Instant>(
                        JwtClaimNames.IAT,
                        issued -> issued != null
                                && !issued.isAfter(Instant.ofEpochMilli(System.currentTimeMillis())
                                        .plus(SKEW))),
                new JwtIssuerValidator(settings.issuer()),
                new JwtClaimValidator<Collection<String>>(
                        JwtClaimNames.AUD, named -> named != null && !Collections.disjoint(named, audiences))));
        rules.addAll(further);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(rules));
        return decoder;
    }

    /** Many issuers say no type; one that says another than ours means the token for something else (a logout, a proof, a response). */
    private DefaultJOSEObjectTypeVerifier<SecurityContext> types(Set<String> alsoOf) {
        Set<JOSEObjectType> allowed = new HashSet<>();
        alsoOf.forEach(type -> allowed.add(new JOSEObjectType(type)));
        settings.types().forEach(type -> allowed.add(new JOSEObjectType(type)));
        allowed.add(null);
        return new DefaultJOSEObjectTypeVerifier<>(allowed);
    }
}

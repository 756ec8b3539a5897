package org.samspill.identity;

import static org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer.authorizationServer;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.samspill.web.CallerRules;
import org.samspill.web.SecurityHeaders;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.logout.LogoutFilter;

/**
 * The built-in issuer of machine tokens at POST /oauth2/token: client credentials in, a token shaped as Maskinporten's out, with our own
 * audience. Nothing else of an authorisation server answers.
 */
@Configuration
class TokenIssuer {

    static final String SCOPE = "samspill:work";
    static final String AUDIENCE = "samspill";

    /** The issuer's name; one for all nodes, so that a token of one is good at every other. */
    private final String name;

    TokenIssuer(@Value("${samspill.issuer}") String name) {
        this.name = name;
    }

    @Bean
    @Order(1)
    SecurityFilterChain tokenEndpoint(HttpSecurity http, ClientSecrets secrets, CallerRules callers) throws Exception {
        return http.securityMatcher("/oauth2/token")
                .addFilterBefore(callers.credentials("/oauth2/token"), LogoutFilter.class)
                .csrf(csrf -> csrf.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .headers(SecurityHeaders::set)
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .with(
                        authorizationServer(),
                        server -> server.clientAuthentication(
                                clients -> clients.authenticationProviders(providers -> providers.forEach(provider -> {
                                    if (provider instanceof ClientSecretAuthenticationProvider bySecret) {
                                        bySecret.setPasswordEncoder(secrets);
                                    }
                                }))))
                .build();
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings() {
        return AuthorizationServerSettings.builder().issuer(name).build();
    }

    @Bean
    JWKSource<SecurityContext> signingKeys(SigningKey key) {
        return key.source();
    }

    /** What we demand of our own tokens when they come back. */
    @Bean
    TrustedIssuer builtInIssuer(JWKSource<SecurityContext> keys) {
        return new TrustedIssuer(Issuer.ofMachines("built-in", name, AUDIENCE, SCOPE), keys);
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> claimsAsMaskinporten() {
        return context -> {
            // Who asks for no scope gets the one there is (RFC 6749, section 3.3).
            Set<String> scopes = context.getAuthorizedScopes().isEmpty()
                    ? context.getRegisteredClient().getScopes()
                    : context.getAuthorizedScopes();
            String organisation = context.getRegisteredClient().getClientId();
            context.getClaims()
                    .claims(claims -> {
                        claims.remove(JwtClaimNames.SUB);
                        claims.remove(JwtClaimNames.NBF);
                    })
                    .audience(List.of(AUDIENCE))
                    .claim("scope", String.join(" ", scopes))
                    .claim("client_amr", "client_secret")
                    .claim("client_id", organisation)
                    .claim("token_type", "Bearer")
                    .claim("consumer", Map.of("authority", TokenClaims.ISO_6523, "ID", TokenClaims.ICD + organisation));
        };
    }
}

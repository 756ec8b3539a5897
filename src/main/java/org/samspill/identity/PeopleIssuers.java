package org.samspill.identity;

import com.nimbusds.jose.jwk.JWK;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.http.HttpClient;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.endpoint.NimbusJwtClientAuthenticationParametersConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.web.client.RestClient;

/** How we are a client of the issuers for people: who we say we are, how we fetch a token for a code, and what we demand of it. No token is kept. */
@Configuration
class PeopleIssuers {

    static final String BACK = "/sign-in/back";

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Bean
    ClientRegistrationRepository clientsOfIssuers(Issuers issuers) {
        Map<String, ClientRegistration> clients = new HashMap<>();
        issuers.forPeople().forEach(issuer -> clients.put(issuer.name(), client(issuer)));
        return clients::get;
    }

    private static ClientRegistration client(Issuer issuer) {
        Issuer.Client client = Objects.requireNonNull(issuer.client());
        return ClientRegistration.withRegistrationId(issuer.name())
                .clientName(issuer.shown())
                .clientId(client.id())
                .clientSecret(client.secret() == null ? "" : client.secret())
                .clientAuthenticationMethod(method(client))
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("{baseUrl}" + BACK + "/{registrationId}")
                .scope(client.scopes())
                .authorizationUri(client.authorizationUri().toString())
                .tokenUri(client.tokenUri().toString())
                .jwkSetUri(issuer.jwksUri().toString())
                .issuerUri(issuer.issuer())
                .userNameAttributeName("sub")
                .build();
    }

    private static ClientAuthenticationMethod method(Issuer.Client client) {
        return client.key() != null
                ? ClientAuthenticationMethod.PRIVATE_KEY_JWT
                : client.secret() != null
                        ? ClientAuthenticationMethod.CLIENT_SECRET_BASIC
                        : ClientAuthenticationMethod.NONE;
    }

    /** What we demand of the token that says who somebody is. */
    @Bean
    JwtDecoderFactory<ClientRegistration> idTokens(Issuers issuers) {
        Map<String, JwtDecoder> decoders = new HashMap<>();
        issuers.forPeople().forEach(issuer -> {
            String client = Objects.requireNonNull(issuer.client()).id();
            // A token for several, or obtained by another, must say that it was obtained by us (OpenID Connect Core,
            // 3.1.3.7).
            OAuth2TokenValidator<Jwt> ours =
                    new JwtClaimValidator<@Nullable String>("azp", by -> by == null || by.equals(client));
            decoders.put(issuer.name(), TrustedIssuer.remote(issuer).decoder(Set.of(client), List.of(ours)));
        });
        return client -> Objects.requireNonNull(decoders.get(client.getRegistrationId()));
    }

    @Bean
    RestClientAuthorizationCodeTokenResponseClient codes(Issuers issuers) {
        var requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(PATIENCE).build());
        requests.setReadTimeout(PATIENCE);
        var codes = new RestClientAuthorizationCodeTokenResponseClient();
        codes.setRestClient(RestClient.builder()
                .requestFactory(requests)
                .messageConverters(converters -> {
                    converters.clear();
                    converters.add(new FormHttpMessageConverter());
                    converters.add(new OAuth2AccessTokenResponseHttpMessageConverter());
                })
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        Map<String, JWK> keys = new HashMap<>();
        issuers.forPeople().forEach(issuer -> {
            String key = Objects.requireNonNull(issuer.client()).key();
            if (key != null) {
                keys.put(issuer.name(), key(issuer, key));
            }
        });
        codes.addParametersConverter(new NimbusJwtClientAuthenticationParametersConverter<
                OAuth2AuthorizationCodeGrantRequest>(client -> keys.get(client.getRegistrationId())));
        return codes;
    }

    private static JWK key(Issuer issuer, String jwk) {
        try {
            return JWK.parse(jwk);
        } catch (ParseException broken) {
            // The cause is left out on purpose: its message could carry the private key into the log.
            throw new IllegalStateException("samspill.issuers: " + issuer.name() + ": client.key is no JWK");
        }
    }

    /** Tokens say once who somebody is; after that they are of no use to us, and harmful to lose. */
    @Bean
    OAuth2AuthorizedClientRepository noTokensKept() {
        return new OAuth2AuthorizedClientRepository() {

            @Override
            public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                    String client, Authentication who, HttpServletRequest request) {
                return null;
            }

            @Override
            public void saveAuthorizedClient(
                    OAuth2AuthorizedClient client,
                    Authentication who,
                    HttpServletRequest request,
                    HttpServletResponse response) {}

            @Override
            public void removeAuthorizedClient(
                    String client, Authentication who, HttpServletRequest request, HttpServletResponse response) {}
        };
    }
}

package org.samspill.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.AssuranceLevel;
import org.samspill.web.Languages;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;

/**
 * Writes the request that sends somebody to an issuer: always with a proof key (PKCE), with the level that is asked for, the reader's language, and for
 * Ansattporten the right to represent that we ask about.
 */
class ToIssuer implements OAuth2AuthorizationRequestResolver {

    static final String ADDRESS = "/sign-in/with";

    /** The level that a page wants, when it is more than the issuer's own minimum. */
    static final String LEVEL = "level";

    private final DefaultOAuth2AuthorizationRequestResolver requests;
    private final Issuers issuers;

    ToIssuer(ClientRegistrationRepository clients, Issuers issuers) {
        this.requests = new DefaultOAuth2AuthorizationRequestResolver(clients, ADDRESS);
        this.requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        this.issuers = issuers;
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
        return more(requests.resolve(request), request);
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String issuer) {
        return more(requests.resolve(request, issuer), request);
    }

    private @Nullable OAuth2AuthorizationRequest more(
            @Nullable OAuth2AuthorizationRequest plain, HttpServletRequest request) {
        if (plain == null) {
            return null;
        }
        String name = Objects.requireNonNull(plain.getAttribute(OAuth2ParameterNames.REGISTRATION_ID));
        Issuer issuer = issuers.person(name).orElseThrow();
        Issuer.Client client = Objects.requireNonNull(issuer.client());
        Map<String, Object> parameters = new HashMap<>(plain.getAdditionalParameters());
        String words = client.acrValues().get(wanted(issuer, request));
        if (words != null) {
            parameters.put("acr_values", words);
        }
        parameters.put("ui_locales", Languages.of(request).getLanguage());
        if (client.authorizationDetails() != null) {
            parameters.put("authorization_details", client.authorizationDetails());
        }
        return OAuth2AuthorizationRequest.from(plain)
                .additionalParameters(parameters)
                .build();
    }

    private static AssuranceLevel wanted(Issuer issuer, HttpServletRequest request) {
        String asked = request.getParameter(LEVEL);
        if (AssuranceLevel.HIGH.name().toLowerCase(Locale.ROOT).equals(asked)) {
            return AssuranceLevel.HIGH;
        }
        AssuranceLevel minimum = issuer.level().minimum();
        return minimum == null ? AssuranceLevel.SUBSTANTIAL : minimum;
    }
}

package org.samspill.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.samspill.actors.CurrentMachine;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.authentication.JwtIssuerAuthenticationManagerResolver;
import org.springframework.stereotype.Component;

/** Turns a bearer token of an issuer we trust into the organisation whose machine calls. */
@Component
class MachineTokens {

    private final AuthenticationManagerResolver<HttpServletRequest> resolver;

    MachineTokens(List<TrustedIssuer> issuers) {
        Map<String, AuthenticationManager> managers = new HashMap<>();
        issuers.forEach(issuer -> managers.put(issuer.name(), manager(issuer)));
        this.resolver = new JwtIssuerAuthenticationManagerResolver(managers::get);
    }

    AuthenticationManagerResolver<HttpServletRequest> resolver() {
        return resolver;
    }

    private static AuthenticationManager manager(TrustedIssuer issuer) {
        var provider = new JwtAuthenticationProvider(issuer.decoder());
        provider.setJwtAuthenticationConverter(token -> authentication(issuer, token));
        return new ProviderManager(provider);
    }

    private static UsernamePasswordAuthenticationToken authentication(TrustedIssuer issuer, Jwt token) {
        CurrentMachine machine = issuer.machine(token);
        return UsernamePasswordAuthenticationToken.authenticated(
                machine,
                null,
                machine.scopes().stream()
                        .map(scope -> new SimpleGrantedAuthority("SCOPE_" + scope))
                        .toList());
    }
}

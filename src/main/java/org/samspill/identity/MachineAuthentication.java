package org.samspill.identity;

import java.util.List;
import java.util.Map;
import org.samspill.actors.CurrentMachine;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.AbstractOAuth2TokenAuthenticationToken;

/** A machine whose token has been believed. That it holds the token is what lets Spring Security demand the proof of a bound one. */
class MachineAuthentication extends AbstractOAuth2TokenAuthenticationToken<Jwt> {

    private static final long serialVersionUID = 1L;

    /** The authority of a token that carries what its issuer must give, and nothing else. */
    static final String MACHINE = "MACHINE";

    /** Beside it, for a token that is good for all that the organisation has and not for one person's matters alone. */
    static final String UNCONFINED = "MACHINE_UNCONFINED";

    MachineAuthentication(Jwt token, CurrentMachine machine, boolean scopesFit) {
        super(token, machine, token, authorities(machine, scopesFit));
        setAuthenticated(true);
    }

    CurrentMachine machine() {
        return (CurrentMachine) getPrincipal();
    }

    @Override
    public Map<String, Object> getTokenAttributes() {
        return getToken().getClaims();
    }

    private static List<GrantedAuthority> authorities(CurrentMachine machine, boolean scopesFit) {
        GrantedAuthority comesIn = new SimpleGrantedAuthority(MACHINE);
        return !scopesFit
                ? List.of()
                : machine.confinedTo() == null
                        ? List.of(comesIn, new SimpleGrantedAuthority(UNCONFINED))
                        : List.of(comesIn);
    }
}

package org.samspill.web;

import org.samspill.actors.CurrentUser;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Signs a person in with username and password; the principal of the session is her {@link CurrentUser}. */
@Component
class PeopleSignIn implements AuthenticationProvider {

    private final Accounts accounts;
    private final SignInPace pace;

    PeopleSignIn(Accounts accounts, SignInPace pace) {
        this.accounts = accounts;
        this.pace = pace;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        String address =
                attempt.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
        String username = Accounts.key(attempt.getName());
        long wait = pace.secondsToWait(username, address);
        if (wait > 0) {
            throw new TooManyAttempts(wait);
        }
        CurrentUser user = accounts.signIn(username, String.valueOf(attempt.getCredentials()))
                .orElseThrow(() -> {
                    pace.failed(username, address);
                    return new BadCredentialsException("Wrong name or password");
                });
        pace.succeeded(username, address);
        return UsernamePasswordAuthenticationToken.authenticated(
                user,
                null,
                user.roles().stream()
                        .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                        .toList());
    }

    @Override
    public boolean supports(Class<?> kind) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
    }
}

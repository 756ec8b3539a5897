package org.samspill.identity;

import java.util.Map;
import java.util.Set;
import org.samspill.actors.AssuranceLevel;
import org.samspill.actors.CurrentUser;
import org.samspill.web.SecurityEvents;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Signs a person of the demo in with username and password; her accounts count as identified to the highest level. */
@Component
class PeopleSignIn implements AuthenticationProvider {

    private final Accounts accounts;
    private final SignIns signIns;
    private final SignInPace pace;
    private final SecurityEvents events;

    PeopleSignIn(Accounts accounts, SignIns signIns, SignInPace pace, SecurityEvents events) {
        this.accounts = accounts;
        this.signIns = signIns;
        this.pace = pace;
        this.events = events;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        String address =
                attempt.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
        String username = Accounts.key(attempt.getName());
        long wait = pace.secondsToWait(username, address);
        if (wait > 0) {
            events.happened("sign-in-slowed", Map.of("address", address, "seconds", wait));
            throw new TooManyAttempts(wait);
        }
        CurrentUser user = accounts.signIn(username, String.valueOf(attempt.getCredentials()))
                .orElseThrow(() -> {
                    pace.failed(username, address);
                    // Not the name that was tried: people type passwords and identity numbers there.
                    events.happened("sign-in-failed", Map.of("address", address, "issuer", SignIns.BUILT_IN));
                    return new BadCredentialsException("Wrong name or password");
                });
        pace.succeeded(username, address);
        String id = signIns.open(new SignIns.Arrival(
                user.person(),
                user.organisation() == null ? null : user.organisation().number(),
                SignIns.BUILT_IN,
                username,
                AssuranceLevel.HIGH,
                Set.of(),
                null));
        events.happened("signed-in", Map.of("who", user.person(), "issuer", SignIns.BUILT_IN, "address", address));
        return new SignedIn(id, SignIns.BUILT_IN, user, null);
    }

    @Override
    public boolean supports(Class<?> kind) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
    }
}

package org.samspill.identity;

import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A person who is signed in; what a browser's session keeps. The person is as she was at sign-in and is read anew for each request. */
class SignedIn extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final String id;
    private final String issuer;
    private final String person;
    /** As she was at sign-in; a session that comes back from the database holds none. */
    private final transient @Nullable CurrentUser user;

    private final @Nullable String idToken;

    /**
     * @param id of the sign-in
     * @param issuer our name of who vouches for her
     * @param idToken the issuer's token, for signing out there; null when there is nothing to sign out of
     */
    SignedIn(String id, String issuer, CurrentUser user, @Nullable String idToken) {
        super(user.roles().stream()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                .toList());
        this.id = id;
        this.issuer = issuer;
        this.user = user;
        this.person = user.person().value();
        this.idToken = idToken;
        setAuthenticated(true);
    }

    SignedIn as(CurrentUser now) {
        SignedIn fresh = new SignedIn(id, issuer, now, idToken);
        fresh.setDetails(getDetails());
        return fresh;
    }

    String id() {
        return id;
    }

    String issuer() {
        return issuer;
    }

    @Nullable
    String idToken() {
        return idToken;
    }

    @Override
    public @Nullable CurrentUser getPrincipal() {
        return user;
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public String getName() {
        return person;
    }
}

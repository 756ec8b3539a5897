package org.samspill.identity;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.Employment;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.People;
import org.samspill.actors.PersonId;
import org.samspill.actors.Role;
import org.samspill.web.SecurityEvents;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/** Signs in people who come back from an issuer: finds out who they are with us, lets them choose an organisation where there are several, or says why not. */
@Component
class Arrivals implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

    static final String CHOOSE = "/sign-in/organisation";
    static final String NO_ENTRY = "/sign-in/no-entry";

    private static final String WAITING = Newcomer.class.getName();
    private static final Duration TIME_TO_CHOOSE = Duration.ofMinutes(10);

    private final Issuers issuers;
    private final Vouching vouching;
    private final SignIns signIns;
    private final People people;
    private final FirstPage firstPage;
    private final SecurityEvents events;
    private final HttpSessionSecurityContextRepository sessions = new HttpSessionSecurityContextRepository();

    Arrivals(
            Issuers issuers,
            Vouching vouching,
            SignIns signIns,
            People people,
            FirstPage firstPage,
            SecurityEvents events) {
        this.issuers = issuers;
        this.vouching = vouching;
        this.signIns = signIns;
        this.people = people;
        this.firstPage = firstPage;
        this.events = events;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication vouched)
            throws IOException, ServletException {
        var token = (OAuth2AuthenticationToken) vouched;
        // Nothing of this request may take her for signed in before we have decided that she is.
        SecurityContextHolder.clearContext();
        Issuer issuer =
                issuers.person(token.getAuthorizedClientRegistrationId()).orElseThrow();
        try {
            // An answer that names another issuer than it came for is somebody's mix-up (RFC 9207).
            String named = request.getParameter("iss");
            if (named != null && !named.equals(issuer.issuer())) {
                throw new NoEntry(NoEntry.Why.NOT_COMPLETED);
            }
            Newcomer newcomer = vouching.read(issuer, ((OidcUser) token.getPrincipal()).getIdToken());
            if (newcomer.places().size() > 1) {
                request.getSession().setAttribute(WAITING, newcomer);
                response.sendRedirect(request.getContextPath() + CHOOSE);
            } else {
                Newcomer.Place only =
                        newcomer.places().isEmpty() ? null : newcomer.places().get(0);
                firstPage.onAuthenticationSuccess(request, response, signIn(newcomer, only, request, response));
            }
        } catch (NoEntry refused) {
            turnAway(issuer.name(), refused.why(), request, response);
        }
    }

    /** The newcomer of this session who has a choice to make. */
    Optional<Newcomer> waiting(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null
                        && session.getAttribute(WAITING) instanceof Newcomer newcomer
                        && System.currentTimeMillis() - newcomer.arrived() < TIME_TO_CHOOSE.toMillis()
                ? Optional.of(newcomer)
                : Optional.empty();
    }

    /** Signs the newcomer in for the organisation that she has chosen. */
    void choose(String number, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        Newcomer newcomer = waiting(request).orElse(null);
        if (newcomer == null) {
            turnAway("-", NoEntry.Why.TOO_LATE, request, response);
            return;
        }
        try {
            Newcomer.Place place = newcomer.places().stream()
                    .filter(each -> each.number().equals(number))
                    .findFirst()
                    .orElseThrow(() -> new NoEntry(NoEntry.Why.NO_ORGANISATION));
            request.getSession().removeAttribute(WAITING);
            request.changeSessionId();
            firstPage.onAuthenticationSuccess(request, response, signIn(newcomer, place, request, response));
        } catch (NoEntry refused) {
            turnAway(newcomer.issuer(), refused.why(), request, response);
        }
    }

    private SignedIn signIn(
            Newcomer newcomer,
            Newcomer.@Nullable Place place,
            HttpServletRequest request,
            HttpServletResponse response) {
        PersonId person = new PersonId(newcomer.person());
        OrganisationNumber organisation = place == null ? null : OrganisationNumber.of(place.number());
        if (place != null && organisation != null) {
            employ(
                    person,
                    organisation,
                    place,
                    issuers.person(newcomer.issuer()).orElseThrow());
        }
        String id = signIns.open(new SignIns.Arrival(
                person,
                organisation,
                newcomer.issuer(),
                null,
                newcomer.level(),
                place == null ? Set.of(Role.CITIZEN) : place.roles(),
                newcomer.providerSession()));
        CurrentUser user = signIns.user(id).orElseThrow(() -> new NoEntry(NoEntry.Why.NO_ROLE));
        SignedIn signedIn = new SignedIn(id, newcomer.issuer(), user, newcomer.idToken());
        sessions.saveContext(new SecurityContextImpl(signedIn), request, response);
        events.happened(
                "signed-in",
                Map.of(
                        "who", person,
                        "issuer", newcomer.issuer(),
                        "level", newcomer.level(),
                        "organisation", organisation == null ? "-" : organisation,
                        "address", request.getRemoteAddr()));
        return signedIn;
    }

    private void employ(PersonId person, OrganisationNumber organisation, Newcomer.Place place, Issuer issuer) {
        Optional<Employment> known = people.employment(person, organisation);
        if (place.granted()) {
            people.employ(person, organisation, place.functions(), place.leader());
        } else if (known.isEmpty() && issuer.employs()) {
            people.employ(person, organisation, Set.of(), false);
        }
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failed)
            throws IOException {
        String path = request.getRequestURI();
        events.happened(
                "sign-in-failed",
                Map.of(
                        "issuer", path.substring(path.lastIndexOf('/') + 1),
                        "reason", String.valueOf(failed.getMessage()),
                        "address", request.getRemoteAddr()));
        response.sendRedirect(request.getContextPath() + NO_ENTRY + "?why=" + NoEntry.Why.NOT_COMPLETED.key());
    }

    private void turnAway(String issuer, NoEntry.Why why, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        events.happened(
                "sign-in-refused", Map.of("issuer", issuer, "reason", why.key(), "address", request.getRemoteAddr()));
        response.sendRedirect(request.getContextPath() + NO_ENTRY + "?why=" + why.key());
    }
}

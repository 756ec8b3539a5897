package org.samspill.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.web.SecurityEvents;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;

/** Signing out: here, in every browser at once, at the issuer that the person came from, and when the issuer says that she has left. */
@Controller
class SignOut implements LogoutHandler, LogoutSuccessHandler {

    static final String DONE = "/signed-out";
    static final String EVERYWHERE = "/sign-out/everywhere";

    /** Where issuers tell in a hidden frame that a session there has ended (OpenID Connect Front-Channel Logout). */
    static final String NOTICE = "/sign-out/notice";

    private static final String ONWARD = SignOut.class.getName() + ".onward";

    private final SignIns signIns;
    private final Issuers issuers;
    private final SecurityEvents events;

    SignOut(SignIns signIns, Issuers issuers, SecurityEvents events) {
        this.signIns = signIns;
        this.issuers = issuers;
        this.events = events;
    }

    /** Runs before the session is thrown away. */
    @Override
    public void logout(HttpServletRequest request, HttpServletResponse response, @Nullable Authentication who) {
        if (who instanceof SignedIn signedIn) {
            signIns.end(signedIn.id(), "person");
            events.happened("signed-out", Map.of("who", signedIn.getName()));
        }
    }

    /** Goes on to a page of ours and not to the issuer: a form may not lead out of here, and our policy for pages says so to the browser. */
    @Override
    public void onLogoutSuccess(HttpServletRequest request, HttpServletResponse response, @Nullable Authentication who)
            throws IOException {
        if (who instanceof SignedIn signedIn) {
            endSession(signedIn).ifPresent(address -> request.getSession().setAttribute(ONWARD, address));
        }
        // What a page of ours may have left in the browser goes too (ASVS 14.3.1). Not its cache: nothing personal is
        // in it, and emptying it takes seconds.
        response.setHeader("Clear-Site-Data", "\"storage\"");
        response.sendRedirect(request.getContextPath() + DONE);
    }

    private Optional<String> endSession(SignedIn signedIn) {
        String idToken = signedIn.idToken();
        return idToken == null
                ? Optional.empty()
                : issuers.person(signedIn.issuer())
                        .map(Issuer::client)
                        .map(Issuer.Client::endSession)
                        .map(address -> UriComponentsBuilder.fromUri(address)
                                .queryParam("id_token_hint", idToken)
                                .queryParam(
                                        "post_logout_redirect_uri",
                                        ServletUriComponentsBuilder.fromCurrentContextPath()
                                                .path(DONE)
                                                .toUriString())
                                .encode()
                                .toUriString());
    }

    @PostMapping(EVERYWHERE)
    void everywhere(CurrentUser user, Authentication who, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        int ended = signIns.endAll(user.person(), "everywhere");
        events.happened("signed-out-everywhere", Map.of("who", user.person(), "sign-ins", ended));
        new SecurityContextLogoutHandler().logout(request, response, who);
        onLogoutSuccess(request, response, who);
    }

    @GetMapping(DONE)
    String done(HttpServletRequest request, HttpServletResponse response, Model model) {
        HttpSession session = request.getSession(false);
        if (session != null && session.getAttribute(ONWARD) instanceof String address) {
            session.removeAttribute(ONWARD);
            response.setHeader("Refresh", "0; url=" + address);
            model.addAttribute("onward", address);
        }
        return "identity/signed-out";
    }

    @GetMapping(NOTICE)
    @ResponseBody
    String notice(@RequestParam String iss, @RequestParam String sid, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType(MediaType.TEXT_PLAIN_VALUE);
        int ended = issuers.forPeople().stream()
                .filter(issuer -> issuer.issuer().equals(iss))
                .mapToInt(issuer -> signIns.endOf(issuer.name(), sid))
                .sum();
        if (ended > 0) {
            events.happened("signed-out-by-issuer", Map.of("sign-ins", ended));
        }
        return "";
    }
}

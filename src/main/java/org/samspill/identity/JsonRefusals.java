package org.samspill.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.samspill.web.Problem;
import org.samspill.web.ProblemAnswers;
import org.samspill.web.SecurityEvents;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;

/**
 * Says 401 and 403 to machines, as problem details and never as a redirect to a page. The answer is the same whatever was wrong with a token; what
 * it was stands in the security log.
 */
@Component
class JsonRefusals implements AuthenticationEntryPoint, AccessDeniedHandler {

    private static final String RETRY_SECONDS = "5";

    private final ProblemAnswers answers;
    private final SecurityEvents events;

    JsonRefusals(ProblemAnswers answers, SecurityEvents events) {
        this.answers = answers;
        this.events = events;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        if (refused instanceof IssuerUnreachable) {
            events.refused("issuer-unreachable", String.valueOf(refused.getMessage()), null, request);
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
            write(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", request, response);
        } else if (refused instanceof OAuth2AuthenticationException token) {
            events.refused("token-refused", reason(token), null, request);
            unauthorized(request, response, "invalid-token");
        } else {
            events.refused("no-identity", "Nobody is signed in and there is no token", null, request);
            unauthorized(request, response, "unauthenticated");
        }
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException refused)
            throws IOException {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        if (who == null || who instanceof AnonymousAuthenticationToken) {
            // The CSRF filter refuses before anyone asks who it is; without identity the answer is 401.
            events.refused("no-identity", String.valueOf(refused.getMessage()), null, request);
            unauthorized(request, response, "unauthenticated");
        } else {
            String type = refused instanceof CsrfException ? "csrf" : "forbidden";
            events.refused(type, String.valueOf(refused.getMessage()), who.getPrincipal(), request);
            write(HttpStatus.FORBIDDEN, type, request, response);
        }
    }

    private static String reason(OAuth2AuthenticationException refused) {
        String said = refused.getError().getDescription();
        Throwable cause = refused.getCause();
        return said != null
                ? said
                : refused.getError().getErrorCode() + (cause == null ? "" : ": " + cause.getMessage());
    }

    private void unauthorized(HttpServletRequest request, HttpServletResponse response, String type)
            throws IOException {
        String scheme = ProofOfPossession.asks(request) ? ProofOfPossession.SCHEME : "Bearer";
        boolean tokenRefused = type.equals("invalid-token");
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, tokenRefused ? scheme + " error=\"invalid_token\"" : scheme);
        write(HttpStatus.UNAUTHORIZED, type, request, response);
    }

    private void write(HttpStatus status, String type, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        answers.write(new Problem(status, type, "web.problem." + type), request, response);
    }
}

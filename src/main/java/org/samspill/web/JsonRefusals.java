package org.samspill.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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

/** Says 401 and 403 to machines, as problem details and never as a redirect to a page. */
@Component
class JsonRefusals implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final ProblemAnswers answers;

    JsonRefusals(ProblemAnswers answers) {
        this.answers = answers;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        boolean tokenRefused = refused instanceof OAuth2AuthenticationException;
        unauthorized(request, response, tokenRefused ? "invalid-token" : "unauthenticated");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException refused)
            throws IOException {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        if (who == null || who instanceof AnonymousAuthenticationToken) {
            // The CSRF filter refuses before anyone asks who it is; without identity the answer is 401.
            unauthorized(request, response, "unauthenticated");
        } else {
            write(HttpStatus.FORBIDDEN, refused instanceof CsrfException ? "csrf" : "forbidden", request, response);
        }
    }

    private void unauthorized(HttpServletRequest request, HttpServletResponse response, String type)
            throws IOException {
        boolean tokenRefused = type.equals("invalid-token");
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, tokenRefused ? "Bearer error=\"invalid_token\"" : "Bearer");
        write(HttpStatus.UNAUTHORIZED, type, request, response);
    }

    private void write(HttpStatus status, String type, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        answers.write(new Problem(status, type, "web.problem." + type), request, response);
    }
}

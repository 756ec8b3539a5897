package org.samspill.identity;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.samspill.web.SecurityEvents;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;

/** Writes down that somebody was refused a page or a form, and leaves the answer to {@link KeptForms}. */
@Component
class PageRefusals implements AccessDeniedHandler {

    private final SecurityEvents events;
    private final KeptForms answers;

    PageRefusals(SecurityEvents events, KeptForms answers) {
        this.events = events;
        this.answers = answers;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException refused)
            throws IOException, ServletException {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        events.refused(
                refused instanceof CsrfException ? "csrf" : "forbidden",
                String.valueOf(refused.getMessage()),
                who == null ? null : who.getPrincipal(),
                request);
        answers.handle(request, response, refused);
    }
}

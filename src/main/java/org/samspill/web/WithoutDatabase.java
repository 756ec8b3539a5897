package org.samspill.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The net under everything that asks the database before a page can: sessions, sign-ins, tokens. Without it the page of the error would ask for the session
 * again, and fail as the first did.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class WithoutDatabase extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(WithoutDatabase.class);

    private final ProblemAnswers answers;
    private final BarePage page;

    WithoutDatabase(ProblemAnswers answers, BarePage page) {
        this.answers = answers;
        this.page = page;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | IOException | RuntimeException failure) {
            if (response.isCommitted() || !DatabaseAway.behind(failure)) {
                throw failure;
            }
            log.warn(
                    "{} {} could not be answered, the database is away: {}",
                    request.getMethod(),
                    request.getRequestURI(),
                    DatabaseAway.said(failure));
            response.reset();
            answer(request, response);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Problem problem = Problems.of(HttpStatus.SERVICE_UNAVAILABLE);
        if (Wants.json(request)) {
            response.setHeader(HttpHeaders.RETRY_AFTER, BarePage.RETRY_SECONDS);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            answers.write(problem, request, response);
            return;
        }
        if (Htmx.wantsPart(request)) {
            response.setHeader("HX-Retarget", "#status");
            response.setHeader("HX-Reswap", "innerHTML");
            page.write("web/away-line", Map.of(), request, response);
        } else {
            page.write("web/away", Map.of(), request, response);
        }
    }
}

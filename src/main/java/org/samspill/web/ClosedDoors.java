package org.samspill.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** While the doors are closed every request waits outside: machines are told when to come back, people see a page that looks again by itself. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
class ClosedDoors extends OncePerRequestFilter {

    private final Doors doors;
    private final ProblemAnswers answers;
    private final BarePage page;

    ClosedDoors(Doors doors, ProblemAnswers answers, BarePage page) {
        this.doors = doors;
        this.answers = answers;
        this.page = page;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return doors.isOpen()
                || path.startsWith(Assets.FOLDER)
                || path.startsWith("/actuator")
                || path.equals("/favicon.svg");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (Wants.json(request)) {
            response.setHeader(HttpHeaders.RETRY_AFTER, BarePage.RETRY_SECONDS);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            answers.write(
                    new Problem(HttpStatus.SERVICE_UNAVAILABLE, "opening", "web.problem.opening"), request, response);
            return;
        }
        page.write("web/opening", Map.of("progress", doors.progress()), request, response);
    }
}

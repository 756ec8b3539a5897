package org.samspill.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/** While the doors are closed every request waits outside: machines are told when to come back, people see a page that looks again by itself. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
class ClosedDoors extends OncePerRequestFilter {

    private static final String RETRY_SECONDS = "2";

    /** This filter stands before the security chain, which sets the policy of all other pages. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Doors doors;
    private final SpringTemplateEngine templates;
    private final ProblemAnswers answers;
    private final Assets assets;

    ClosedDoors(Doors doors, SpringTemplateEngine templates, ProblemAnswers answers, Assets assets) {
        this.doors = doors;
        this.templates = templates;
        this.answers = answers;
        this.assets = assets;
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
        response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (Wants.json(request)) {
            answers.write(
                    new Problem(HttpStatus.SERVICE_UNAVAILABLE, "opening", "web.problem.opening"), request, response);
            return;
        }
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        response.setHeader("Content-Security-Policy", POLICY);
        response.setContentType(MediaType.TEXT_HTML_VALUE + ";charset=UTF-8");
        var exchange = JakartaServletWebApplication.buildApplication(getServletContext())
                .buildExchange(request, response);
        var context = new WebContext(exchange, Languages.of(request));
        context.setVariable("progress", doors.progress());
        context.setVariable("styles", assets.openingStyles());
        context.setVariable("scripts", assets.openingScripts());
        context.setVariable("retry", RETRY_SECONDS);
        templates.process("web/opening", context, response.getWriter());
    }
}

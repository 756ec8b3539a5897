package org.samspill.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentMachine;
import org.samspill.actors.CurrentUser;
import org.samspill.web.Limits.Rate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What holds for every request of somebody who is known. Who asks too much is told to wait (429): all machines of one organisation together, one person,
 * and whoever tries passwords or secrets from one address; each node counts for itself. Who asks for what is not there, or not for her, which look alike,
 * may be trying doors: that is written down, once. The security chain tells of its own refusals.
 */
@Component
@EnableConfigurationProperties(Limits.class)
public class CallerRules {

    private final Limits limits;
    private final ProblemAnswers answers;
    private final SecurityEvents events;
    private final Buckets buckets = new Buckets();

    CallerRules(Limits limits, ProblemAnswers answers, SecurityEvents events) {
        this.limits = limits;
        this.answers = answers;
        this.events = events;
    }

    /** For doors behind which it is known who calls. Who is nobody is not counted: she gets no further than the public interfaces. */
    public OncePerRequestFilter known() {
        return new Counting() {
            @Override
            boolean goesOn(HttpServletRequest request, HttpServletResponse response) throws IOException {
                Authentication who = SecurityContextHolder.getContext().getAuthentication();
                Object caller = who == null ? null : who.getPrincipal();
                LogContext.caller(caller);
                if (caller instanceof CurrentMachine machine) {
                    String number = machine.organisation().value();
                    return admit("organisation " + number, limits.ofOrganisation(number), caller, request, response);
                }
                return !(caller instanceof CurrentUser user)
                        || admit("person " + user.person(), limits.ofPeople(), user.person(), request, response);
            }

            @Override
            void answered(HttpServletRequest request, HttpServletResponse response) {
                Authentication who = SecurityContextHolder.getContext().getAuthentication();
                boolean known = who != null && !(who instanceof AnonymousAuthenticationToken);
                boolean away = response.getStatus() == HttpStatus.NOT_FOUND.value()
                        || response.getStatus() == HttpStatus.FORBIDDEN.value();
                if (known && away) {
                    events.refused("not-there", String.valueOf(response.getStatus()), who.getPrincipal(), request);
                }
            }
        };
    }

    /** For doors where a password or a secret is shown. */
    public OncePerRequestFilter credentials(String path) {
        return new Counting() {
            @Override
            boolean goesOn(HttpServletRequest request, HttpServletResponse response) throws IOException {
                boolean shown = request.getMethod().equals("POST")
                        && request.getRequestURI().equals(request.getContextPath() + path);
                return !shown
                        || admit("address " + request.getRemoteAddr(), limits.ofCredentials(), null, request, response);
            }
        };
    }

    private boolean admit(
            String caller, Rate rate, @Nullable Object who, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Buckets.Answer answer = buckets.take(caller, rate);
        if (answer.seconds() == 0) {
            return true;
        }
        if (answer.first()) {
            // Once for each flood: the log must not become what floods.
            events.refused("too-many-requests", rate.perSecond() + " a second", who, request);
        }
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(answer.seconds()));
        if (Wants.json(request)) {
            answers.write(Problems.of(HttpStatus.TOO_MANY_REQUESTS), request, response);
        } else {
            response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
        }
        return false;
    }

    private abstract static class Counting extends OncePerRequestFilter {

        abstract boolean goesOn(HttpServletRequest request, HttpServletResponse response) throws IOException;

        void answered(HttpServletRequest request, HttpServletResponse response) {}

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            if (goesOn(request, response)) {
                chain.doFilter(request, response);
                answered(request, response);
            }
        }

        /** The doors have one each, and a request comes through one door. */
        @Override
        protected String getAlreadyFilteredAttributeName() {
            return getClass().getName() + "@" + System.identityHashCode(this);
        }
    }
}

package org.samspill.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentMachine;
import org.samspill.actors.CurrentUser;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What every line of the log says of the request it belongs to: {@code requestId} (the caller's {@code X-Request-Id}, or one of ours, which the answer
 * carries), {@code caller} (machine or person) and {@code organisation} (its number). Never who the person is.
 */
@Component
@Order(SecurityProperties.DEFAULT_FILTER_ORDER - 1)
class LogContext extends OncePerRequestFilter {

    static final String HEADER = "X-Request-Id";

    private static final String REQUEST = "requestId";
    private static final String CALLER = "caller";
    private static final String ORGANISATION = "organisation";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern PERSONAL = Pattern.compile("\\d{11}");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String theirs = request.getHeader(HEADER);
        String id = theirs != null
                        && PLAIN.matcher(theirs).matches()
                        && !PERSONAL.matcher(theirs).find()
                ? theirs
                : UUID.randomUUID().toString();
        response.setHeader(HEADER, id);
        MDC.put(REQUEST, id);
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(REQUEST);
            MDC.remove(CALLER);
            MDC.remove(ORGANISATION);
        }
    }

    /** Said as soon as it is known who calls. */
    static void caller(@Nullable Object who) {
        if (who instanceof CurrentMachine machine) {
            MDC.put(CALLER, "machine");
            MDC.put(ORGANISATION, machine.organisation().value());
        } else if (who instanceof CurrentUser user) {
            MDC.put(CALLER, "person");
            if (user.organisation() != null) {
                MDC.put(ORGANISATION, user.organisation().number().value());
            }
        }
    }
}

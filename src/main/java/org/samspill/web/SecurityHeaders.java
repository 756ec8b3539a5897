package org.samspill.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The headers of every answer: a page runs our own scripts alone, and nobody frames it. They are set before anything else is asked, because a request that is
 * refused before the doors is answered by a page too; the doors' own rules set the same.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
public final class SecurityHeaders extends OncePerRequestFilter {

    private static final String COMMON =
            "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
                    + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; ";
    private static final String STRICT = COMMON + "style-src 'self'; font-src 'self'";

    /** The modelling tools and Swagger write style attributes and carry their icons as data; scripts stay ours there too. */
    private static final String DRAWING = COMMON + "style-src 'self' 'unsafe-inline'; font-src 'self' data:";

    private static final String POWERS = "camera=(), geolocation=(), microphone=(), payment=()";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        write(request, response);
        chain.doFilter(request, response);
    }

    /** By hand, for what is answered before any filter. */
    public static void write(HttpServletRequest request, HttpServletResponse response) {
        contentSecurityPolicy().writeHeaders(request, response);
        if (request.isSecure()) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000 ; includeSubDomains");
        }
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", ReferrerPolicy.SAME_ORIGIN.getPolicy());
        response.setHeader("Permissions-Policy", POWERS);
        response.setHeader("Cross-Origin-Opener-Policy", CrossOriginOpenerPolicy.SAME_ORIGIN.getPolicy());
    }

    public static void set(HeadersConfigurer<HttpSecurity> headers) {
        headers.addHeaderWriter(contentSecurityPolicy())
                .frameOptions(frame -> frame.deny())
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(permissions -> permissions.policy(POWERS))
                .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN));
    }

    private static HeaderWriter contentSecurityPolicy() {
        return (request, response) -> {
            String path =
                    request.getRequestURI().substring(request.getContextPath().length());
            boolean drawing = path.startsWith("/studio") || path.startsWith("/swagger-ui");
            response.setHeader("Content-Security-Policy", drawing ? DRAWING : STRICT);
        };
    }
}

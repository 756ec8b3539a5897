package org.samspill.web;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** The headers of every answer: a page runs our own scripts alone, and nobody frames it. */
final class SecurityHeaders {

    private static final String COMMON =
            "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
                    + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; ";
    private static final String STRICT = COMMON + "style-src 'self'; font-src 'self'";

    /** The modelling tools and Swagger write style attributes and carry their icons as data; scripts stay ours there too. */
    private static final String DRAWING = COMMON + "style-src 'self' 'unsafe-inline'; font-src 'self' data:";

    private SecurityHeaders() {}

    static void set(HeadersConfigurer<HttpSecurity> headers) {
        headers.addHeaderWriter(contentSecurityPolicy())
                .frameOptions(frame -> frame.deny())
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(
                        permissions -> permissions.policy("camera=(), geolocation=(), microphone=(), payment=()"))
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

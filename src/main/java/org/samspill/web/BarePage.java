package org.samspill.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/** A page that tells people to wait and asks for nothing that may be missing: no session, no frame, no database. */
@Component
class BarePage {

    static final String RETRY_SECONDS = "2";

    /** It is written before the security chain, which sets the policy of all other pages. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final SpringTemplateEngine templates;
    private final Assets assets;

    BarePage(SpringTemplateEngine templates, Assets assets) {
        this.templates = templates;
        this.assets = assets;
    }

    /** Written with status 503 and when to come back. */
    void write(String template, Map<String, Object> variables, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("Content-Security-Policy", POLICY);
        response.setContentType(MediaType.TEXT_HTML_VALUE + ";charset=UTF-8");
        var exchange = JakartaServletWebApplication.buildApplication(request.getServletContext())
                .buildExchange(request, response);
        var context = new WebContext(exchange, Languages.of(request), variables);
        context.setVariable("styles", assets.openingStyles());
        context.setVariable("scripts", assets.openingScripts());
        context.setVariable("retry", RETRY_SECONDS);
        templates.process(template, context, response.getWriter());
    }
}

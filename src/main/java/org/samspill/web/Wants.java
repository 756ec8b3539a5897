package org.samspill.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;

/** In what form a request wants its answer: data for machines, a part of a page for htmx, else a page. */
public final class Wants {

    private Wants() {}

    public static boolean json(HttpServletRequest request) {
        if (protocol(request)
                || original(request).startsWith("/api/")
                || original(request).startsWith("/oauth2/")) {
            return true;
        }
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains("json") && !accept.contains("text/html");
    }

    /** The external-task protocol: its clients read plain application/json only. */
    public static boolean protocol(HttpServletRequest request) {
        return original(request).startsWith("/engine-rest");
    }

    /** The address that was asked for, also while an error page is made for it. */
    public static String original(HttpServletRequest request) {
        Object forwarded = request.getAttribute("jakarta.servlet.error.request_uri");
        return forwarded instanceof String uri ? uri : request.getRequestURI();
    }
}

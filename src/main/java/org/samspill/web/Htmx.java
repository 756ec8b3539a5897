package org.samspill.web;

import jakarta.servlet.http.HttpServletRequest;

/** Chooses between a whole page and a part of it: htmx asks for parts, but a reload or the back button needs the page. */
public final class Htmx {

    private Htmx() {}

    /** True when only a part of the page is to be answered. */
    public static boolean wantsPart(HttpServletRequest request) {
        return "true".equals(request.getHeader("HX-Request"))
                && !"true".equals(request.getHeader("HX-History-Restore-Request"))
                && !"true".equals(request.getHeader("HX-Boosted"));
    }

    /** The view name of the fragment in the template, or of the whole template. */
    public static String view(HttpServletRequest request, String template, String fragment) {
        return wantsPart(request) ? template + " :: " + fragment : template;
    }
}

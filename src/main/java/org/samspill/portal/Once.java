package org.samspill.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.regex.Pattern;

/** The key that every shown form carries, so that one that is sent twice is known again. */
final class Once {

    private static final String FIELD = "_once";
    private static final Pattern KEY = Pattern.compile("[0-9a-f-]{36}");

    private Once() {}

    static String fresh() {
        return UUID.randomUUID().toString();
    }

    /** The key of the form that was sent; one that has no key is like no other. */
    static String of(HttpServletRequest request) {
        String key = request.getParameter(FIELD);
        return key != null && KEY.matcher(key).matches() ? key : fresh();
    }
}

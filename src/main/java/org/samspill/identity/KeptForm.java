package org.samspill.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.springframework.http.HttpHeaders;

/**
 * A form that was sent when its sender was no longer signed in, kept in the session until she is again. Only forms that say whose they are ({@code _as},
 * the person's id) are kept, and only that person gets them back: on a shared machine the next one to sign in sees nothing of them.
 *
 * @param path where the form goes
 */
record KeptForm(String path, String person, List<Entry> fields) implements Serializable {

    /** The hidden field that says whose the form is. */
    static final String WHOSE = "_as";

    private static final String ATTRIBUTE = KeptForm.class.getName();

    /** Longer forms than this nobody types; it bounds what a stranger can leave in a session. */
    private static final int MOST_CHARACTERS = 60_000;

    /** One name and one of its values. */
    record Entry(String name, String value) implements Serializable {}

    /** The request's form, when it is one of our own pages' and says whose it is. */
    static Optional<KeptForm> of(HttpServletRequest request) {
        String person = request.getParameter(WHOSE);
        if (person == null || !request.getMethod().equals("POST") || !fromOwnPage(request)) {
            return Optional.empty();
        }
        List<Entry> fields = new ArrayList<>();
        request.getParameterMap().forEach((name, values) -> {
            if (!name.equals("_csrf")) {
                List.of(values).forEach(value -> fields.add(new Entry(name, value)));
            }
        });
        int characters = fields.stream()
                .mapToInt(field -> field.name().length() + field.value().length())
                .sum();
        return characters > MOST_CHARACTERS
                ? Optional.empty()
                : Optional.of(new KeptForm(request.getRequestURI(), person, List.copyOf(fields)));
    }

    /** Without a session there is no CSRF token to ask for; the browser's word on where the form stood takes its place. */
    private static boolean fromOwnPage(HttpServletRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null || origin.equals("null")) {
            return "same-origin".equals(request.getHeader("Sec-Fetch-Site"));
        }
        try {
            return Objects.equals(URI.create(origin).getAuthority(), request.getHeader(HttpHeaders.HOST));
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    /** Whether anything waits for somebody to sign in again. */
    static boolean waits(@Nullable HttpSession session) {
        return session != null && session.getAttribute(ATTRIBUTE) != null;
    }

    void keep(HttpSession session) {
        session.setAttribute(ATTRIBUTE, this);
    }

    /** What was kept for this person; somebody else's is forgotten. */
    static Optional<KeptForm> of(@Nullable HttpSession session, CurrentUser user) {
        if (session == null || !(session.getAttribute(ATTRIBUTE) instanceof KeptForm kept)) {
            return Optional.empty();
        }
        if (!kept.person().equals(user.person().value())) {
            session.removeAttribute(ATTRIBUTE);
            return Optional.empty();
        }
        return Optional.of(kept);
    }
}

package org.samspill.portal;

import jakarta.servlet.http.HttpSession;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.util.WebUtils;

/**
 * Tells a form that is posted twice (a double press, a reload) from another one: every form that is shown carries a key of its own, and the session
 * remembers which have been sent, and with what, as a number that says nothing.
 */
final class Sendings {

    private static final String ATTRIBUTE = Sendings.class.getName();
    private static final int MOST = 50;

    private Sendings() {}

    /** Notes that the form is being sent; false when the very same has been sent before. */
    static boolean first(HttpSession session, String key, Map<String, List<String>> typed) {
        synchronized (WebUtils.getSessionMutex(session)) {
            Integer before = sent(session).put(key, typed.hashCode());
            return before == null || before != typed.hashCode();
        }
    }

    /** It could not be sent after all, and may be sent again. */
    static void failed(HttpSession session, String key) {
        synchronized (WebUtils.getSessionMutex(session)) {
            sent(session).remove(key);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Integer> sent(HttpSession session) {
        Object known = session.getAttribute(ATTRIBUTE);
        if (known instanceof Map<?, ?> map) {
            return (Map<String, Integer>) map;
        }
        Map<String, Integer> fresh = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
                return size() > MOST;
            }
        };
        session.setAttribute(ATTRIBUTE, fresh);
        return fresh;
    }
}

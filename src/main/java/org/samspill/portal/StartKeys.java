package org.samspill.portal;

import jakarta.servlet.http.HttpSession;
import org.samspill.portal.Starts.Startable;
import org.springframework.web.util.WebUtils;

/** The key under which a start is sent: the same in every window until it has been sent, so that two windows start one journey. */
final class StartKeys {

    private StartKeys() {}

    static String of(HttpSession session, Startable start, String about) {
        synchronized (WebUtils.getSessionMutex(session)) {
            String name = name(start, about);
            if (session.getAttribute(name) instanceof String known) {
                return known;
            }
            String fresh = Once.fresh();
            session.setAttribute(name, fresh);
            return fresh;
        }
    }

    /** It has been sent; what is begun from now on is another. */
    static void used(HttpSession session, Startable start, String about) {
        session.removeAttribute(name(start, about));
    }

    private static String name(Startable start, String about) {
        return StartKeys.class.getName() + "." + start.lifeEvent().key() + "." + about;
    }
}

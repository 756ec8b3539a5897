package org.samspill.identity;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.Role;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.stereotype.Component;

/** Where someone comes to after signing in: the form she had sent too late, the page she was on her way to, else the first page of her work. */
@Component
class FirstPage extends SavedRequestAwareAuthenticationSuccessHandler {

    FirstPage() {
        setRequestCache(remembered());
    }

    /** Remembers whole pages alone; a fragment or a stream is nothing to come back to. */
    static HttpSessionRequestCache remembered() {
        var cache = new HttpSessionRequestCache();
        cache.setRequestMatcher(request -> {
            String accept = request.getHeader("Accept");
            return request.getMethod().equals("GET")
                    && request.getHeader("HX-Request") == null
                    && accept != null
                    && accept.contains("text/html");
        });
        return cache;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws ServletException, IOException {
        CurrentUser user = (CurrentUser) authentication.getPrincipal();
        if (KeptForm.of(request.getSession(false), user).isPresent()) {
            getRedirectStrategy().sendRedirect(request, response, KeptForms.BACK);
        } else {
            super.onAuthenticationSuccess(request, response, authentication);
        }
    }

    @Override
    protected String determineTargetUrl(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication) {
        return of((CurrentUser) authentication.getPrincipal());
    }

    /** The first page of her work. */
    static String of(CurrentUser user) {
        if (user.has(Role.CASEWORKER)) {
            return "/work";
        }
        if (user.has(Role.DESIGNER)) {
            return "/studio";
        }
        if (user.has(Role.MISSION_OWNER)) {
            return "/missions";
        }
        return user.has(Role.OPERATOR) ? "/operations" : "/my";
    }
}

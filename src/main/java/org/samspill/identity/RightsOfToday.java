package org.samspill.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.samspill.actors.CurrentUser;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Replaces who the session says is signed in by who that is now (ASVS 8.3.2). Only when somebody asks: a style sheet costs no look-up. A sign-in that has
 * ended, here or on another node, ends the session.
 */
class RightsOfToday extends OncePerRequestFilter {

    /** Set on a request whose sign-in turned out to have ended. */
    static final String ENDED = RightsOfToday.class.getName() + ".ended";

    private final SignIns signIns;

    RightsOfToday(SignIns signIns) {
        this.signIns = signIns;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Supplier<SecurityContext> kept = SecurityContextHolder.getDeferredContext();
        SecurityContextHolder.setDeferredContext(SingletonSupplier.of(() -> today(kept.get(), request)));
        chain.doFilter(request, response);
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    private SecurityContext today(SecurityContext kept, HttpServletRequest request) {
        if (!(kept.getAuthentication() instanceof SignedIn signedIn)) {
            return kept;
        }
        Optional<CurrentUser> user = signIns.user(signedIn.id());
        if (user.isPresent()) {
            return new SecurityContextImpl(signedIn.as(user.get()));
        }
        request.setAttribute(ENDED, true);
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        return new SecurityContextImpl();
    }
}

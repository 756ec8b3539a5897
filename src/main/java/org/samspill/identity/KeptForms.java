package org.samspill.identity;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.web.Htmx;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Keeps what someone sends after her session has run out, and gives it back when she has signed in: a long form is not typed twice. */
@Controller
class KeptForms implements AccessDeniedHandler {

    /** Where someone who has signed in again finds what she had sent. */
    static final String BACK = "/sign-in/back";

    private final AccessDeniedHandler otherwise = new AccessDeniedHandlerImpl();

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException refused)
            throws IOException, ServletException {
        Optional<KeptForm> form =
                refused instanceof CsrfException && !Htmx.wantsPart(request) ? KeptForm.of(request) : Optional.empty();
        if (form.isEmpty()) {
            otherwise.handle(request, response, refused);
            return;
        }
        form.get().keep(request.getSession());
        response.sendRedirect(request.getContextPath() + (signedIn() ? BACK : "/sign-in"));
    }

    /** In another window, for instance, so that only the form's token was too old. */
    private static boolean signedIn() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof CurrentUser;
    }

    @GetMapping(BACK)
    String back(CurrentUser user, @Nullable HttpSession session, Model model) {
        Optional<KeptForm> kept = KeptForm.of(session, user);
        if (kept.isEmpty()) {
            return "redirect:" + FirstPage.of(user);
        }
        model.addAttribute("kept", kept.get());
        return "identity/kept-form";
    }
}

package org.samspill.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.WebAttributes;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** The sign-in page, and the same page again when name and password did not fit. */
@Controller
class SignInPages {

    /** Where the security filter forwards to after a failed attempt; open to forwards alone. */
    static final String REFUSED = "/sign-in/refused";

    @GetMapping("/sign-in")
    String signIn(@Nullable CurrentUser user, HttpServletRequest request, Model model) {
        if (user != null) {
            return "redirect:" + FirstPage.of(user);
        }
        model.addAttribute("attempt", new Attempt("", null, 0));
        model.addAttribute("kept", KeptForm.waits(request.getSession(false)));
        return "web/sign-in";
    }

    @PostMapping(REFUSED)
    String refused(HttpServletRequest request, HttpServletResponse response, Model model) {
        String username = request.getParameter("username");
        model.addAttribute("kept", KeptForm.waits(request.getSession(false)));
        Object why = request.getAttribute(WebAttributes.AUTHENTICATION_EXCEPTION);
        if (why instanceof TooManyAttempts tooMany) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(tooMany.seconds()));
            model.addAttribute("attempt", new Attempt(username, "web.signIn.tooMany", tooMany.seconds()));
        } else {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("attempt", new Attempt(username, "web.signIn.wrong", 0));
        }
        return "web/sign-in";
    }

    /**
     * What the page shows of the last attempt.
     *
     * @param problem key of the message; empty at first sight
     * @param seconds how long to wait, where one has to
     */
    record Attempt(@Nullable String username, @Nullable String problem, long seconds) {}
}

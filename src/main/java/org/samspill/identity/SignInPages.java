package org.samspill.identity;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.WebAttributes;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The sign-in page, and the same page again when name and password did not fit. */
@Controller
class SignInPages {

    /** Where the security filter forwards to after a failed attempt; open to forwards alone. */
    static final String REFUSED = "/sign-in/refused";

    private final Issuers issuers;
    private final Arrivals arrivals;
    private final boolean builtIn;

    SignInPages(Issuers issuers, Arrivals arrivals, @Value("${samspill.demo:true}") boolean builtIn) {
        this.issuers = issuers;
        this.arrivals = arrivals;
        this.builtIn = builtIn;
    }

    /** A way to sign in elsewhere: its address and what people know it as. */
    record Way(String address, String name) {}

    @ModelAttribute("citizens")
    List<Way> citizens() {
        return ways(Issuer.Kind.CITIZEN);
    }

    @ModelAttribute("employees")
    List<Way> employees() {
        return ways(Issuer.Kind.EMPLOYEE);
    }

    private List<Way> ways(Issuer.Kind kind) {
        return issuers.forPeople().stream()
                .filter(issuer -> issuer.kind() == kind)
                .map(issuer -> new Way(ToIssuer.ADDRESS + "/" + issuer.name(), issuer.shown()))
                .toList();
    }

    /** Whether names and passwords of ours are taken: in the demo alone. */
    @ModelAttribute("builtIn")
    boolean builtIn() {
        return builtIn;
    }

    @GetMapping("/sign-in")
    String signIn(
            @Nullable CurrentUser user,
            @RequestParam(required = false) @Nullable String ended,
            HttpServletRequest request,
            Model model) {
        if (user != null) {
            return "redirect:" + FirstPage.of(user);
        }
        model.addAttribute("ended", ended != null);
        model.addAttribute("attempt", new Attempt("", null, 0));
        model.addAttribute("kept", KeptForm.waits(request.getSession(false)));
        return "identity/sign-in";
    }

    /** Which of several organisations somebody acts for now. */
    @GetMapping(Arrivals.CHOOSE)
    String choose(HttpServletRequest request, Model model) {
        Newcomer newcomer = arrivals.waiting(request).orElse(null);
        if (newcomer == null) {
            return "redirect:/sign-in";
        }
        model.addAttribute("places", newcomer.places());
        return "identity/choose-organisation";
    }

    @PostMapping(Arrivals.CHOOSE)
    void chosen(@RequestParam String organisation, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        arrivals.choose(organisation, request, response);
    }

    /** Why somebody whom her issuer knows cannot come in, and what she can do. */
    @GetMapping(Arrivals.NO_ENTRY)
    String noEntry(@RequestParam(defaultValue = "") String why, HttpServletResponse response, Model model) {
        NoEntry.Why reason = Arrays.stream(NoEntry.Why.values())
                .filter(each -> each.key().equals(why))
                .findFirst()
                .orElse(NoEntry.Why.NOT_COMPLETED);
        response.setStatus(HttpStatus.FORBIDDEN.value());
        model.addAttribute("why", reason.key());
        return "identity/no-entry";
    }

    @PostMapping(REFUSED)
    String refused(HttpServletRequest request, HttpServletResponse response, Model model) {
        String username = request.getParameter("username");
        model.addAttribute("kept", KeptForm.waits(request.getSession(false)));
        model.addAttribute("ended", false);
        Object why = request.getAttribute(WebAttributes.AUTHENTICATION_EXCEPTION);
        if (why instanceof TooManyAttempts tooMany) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(tooMany.seconds()));
            model.addAttribute("attempt", new Attempt(username, "identity.signIn.tooMany", tooMany.seconds()));
        } else {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("attempt", new Attempt(username, "identity.signIn.wrong", 0));
        }
        return "identity/sign-in";
    }

    /**
     * What the page shows of the last attempt.
     *
     * @param problem key of the message; empty at first sight
     * @param seconds how long to wait, where one has to
     */
    record Attempt(@Nullable String username, @Nullable String problem, long seconds) {}
}

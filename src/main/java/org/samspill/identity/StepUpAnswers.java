package org.samspill.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.samspill.web.Frames;
import org.samspill.web.Htmx;
import org.samspill.web.Problem;
import org.samspill.web.ProblemAnswers;
import org.samspill.web.Wants;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Asks somebody to sign in again on a higher level, and remembers which page she wanted. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class StepUpAnswers {

    private final ProblemAnswers answers;
    private final Issuers issuers;
    private final Frames frames;

    StepUpAnswers(ProblemAnswers answers, Issuers issuers, Frames frames) {
        this.answers = answers;
        this.issuers = issuers;
        this.frames = frames;
    }

    @ExceptionHandler(StepUp.class)
    @Nullable
    ModelAndView answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Issuer issuer = SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn signedIn
                ? issuers.person(signedIn.issuer()).orElse(null)
                : null;
        if (issuer == null || Wants.json(request) || Htmx.wantsPart(request)) {
            return answers.answer(
                    new Problem(HttpStatus.FORBIDDEN, "level-too-low", "identity.problem.level-too-low"),
                    null,
                    request,
                    response);
        }
        FirstPage.remembered().saveRequest(request, response);
        var page = new ModelAndView("identity/step-up");
        page.setStatus(HttpStatus.FORBIDDEN);
        page.addObject("address", ToIssuer.ADDRESS + "/" + issuer.name() + "?" + ToIssuer.LEVEL + "=high");
        page.addObject("issuer", issuer.shown());
        page.addObject("frame", frames.of(request));
        return page;
    }
}

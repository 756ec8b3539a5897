package org.samspill.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Asks somebody to sign in again on a higher level, and remembers which page she wanted. */
@Component
class StepUpAnswers {

    private final ProblemAnswers answers;
    private final Issuers issuers;
    private final Frames frames;

    StepUpAnswers(ProblemAnswers answers, Issuers issuers, Frames frames) {
        this.answers = answers;
        this.issuers = issuers;
        this.frames = frames;
    }

    @Nullable
    ModelAndView answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Issuer issuer = SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn signedIn
                ? issuers.person(signedIn.issuer()).orElse(null)
                : null;
        if (issuer == null || Wants.json(request) || Htmx.wantsPart(request)) {
            return answers.answer(
                    new Problem(HttpStatus.FORBIDDEN, "level-too-low", "web.problem.level-too-low"),
                    null,
                    request,
                    response);
        }
        FirstPage.remembered().saveRequest(request, response);
        var page = new ModelAndView("web/step-up");
        page.setStatus(HttpStatus.FORBIDDEN);
        page.addObject("address", ToIssuer.ADDRESS + "/" + issuer.name() + "?" + ToIssuer.LEVEL + "=high");
        page.addObject("issuer", issuer.shown());
        page.addObject("frame", frames.of(request));
        return page;
    }
}

package org.samspill.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Writes a problem in the form that the request wants: data, a line for the page that stands there, or a page of its own. */
@Component
public class ProblemAnswers {

    private final MessageSource messages;
    private final ObjectMapper json;
    private final Frames frames;

    ProblemAnswers(MessageSource messages, ObjectMapper json, Frames frames) {
        this.messages = messages;
        this.json = json;
        this.frames = frames;
    }

    /** The page or fragment to show, or null when the answer has been written. */
    @Nullable
    public ModelAndView answer(
            Problem problem, @Nullable String reference, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ProblemDetails details = details(problem, reference, request);
        response.setStatus(details.status());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE && !response.containsHeader(HttpHeaders.RETRY_AFTER)) {
            response.setHeader(HttpHeaders.RETRY_AFTER, BarePage.RETRY_SECONDS);
        }
        if (Wants.json(request)) {
            write(details, request, response);
            return null;
        }
        boolean part = Htmx.wantsPart(request);
        if (part) {
            response.setHeader("HX-Retarget", "#status");
            response.setHeader("HX-Reswap", "innerHTML");
        }
        response.addHeader(HttpHeaders.VARY, "HX-Request");
        var page = new ModelAndView(part ? "web/problem-line" : "web/problem");
        page.setStatus(problem.status());
        page.addObject("problem", details);
        page.addObject("frame", frames.of(request));
        return page;
    }

    /** Writes the problem as data; also for filters that stand before Spring MVC. */
    public void write(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(problem.status().value());
        write(details(problem, null, request), request, response);
    }

    /** What is wrong, as a line of text. */
    public String words(Problem problem, HttpServletRequest request) {
        ProblemDetails details = details(problem, null, request);
        return details.title() + ". " + details.detail();
    }

    private void write(ProblemDetails details, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        // Clients of the external-task protocol read the body only when it is exactly application/json.
        response.setContentType(
                Wants.protocol(request) ? MediaType.APPLICATION_JSON_VALUE : MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), details);
    }

    private ProblemDetails details(Problem problem, @Nullable String reference, HttpServletRequest request) {
        Locale locale = Languages.of(request);
        String detail =
                messages.getMessage(problem.detail(), problem.arguments().toArray(), locale);
        String status = "web.problem.status." + problem.status().value();
        String title = Objects.requireNonNull(
                messages.getMessage(status, null, messages.getMessage("web.problem.status.400", null, locale), locale));
        return new ProblemDetails(
                "urn:samspill:problem:" + problem.type(),
                title,
                problem.status().value(),
                detail,
                Wants.original(request),
                problem.field(),
                reference,
                detail,
                problem.code(),
                messages.getMessage(status + ".next", null, null, locale));
    }
}

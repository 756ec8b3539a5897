package org.samspill.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Controller;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The one place where what went wrong becomes an answer, in controllers ({@code handle}) and in filters ({@code error}). */
@ControllerAdvice
@Controller
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemAdvice implements ErrorController {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    private final ProblemAnswers answers;

    ProblemAdvice(ProblemAnswers answers) {
        this.answers = answers;
    }

    @ExceptionHandler
    @Nullable
    ModelAndView handle(Exception thrown, HttpServletRequest request, HttpServletResponse response) throws Exception {
        if (thrown instanceof AccessDeniedException || thrown instanceof AuthenticationException) {
            throw thrown; // the security chain knows whether to ask for sign-in or to refuse
        }
        if (response.isCommitted() || thrown instanceof IOException) {
            return null; // the other side is gone, nobody reads an answer
        }
        if (thrown instanceof HttpRequestMethodNotSupportedException method && method.getSupportedMethods() != null) {
            response.setHeader(HttpHeaders.ALLOW, String.join(", ", method.getSupportedMethods()));
        }
        return answer(thrown, request, response);
    }

    @RequestMapping("${server.error.path:/error}")
    @Nullable
    ModelAndView error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        if (thrown instanceof IOException && Problems.of((IOException) thrown) == null) {
            return null; // the other side is gone, nobody reads an answer
        }
        if (thrown instanceof Exception exception) {
            return answer(exception, request, response);
        }
        HttpStatus status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatus.resolve(code)
                : null;
        // Asked for by hand, the address of errors is a page that does not exist.
        return answers.answer(Problems.of(status == null ? HttpStatus.NOT_FOUND : status), null, request, response);
    }

    private @Nullable ModelAndView answer(Exception thrown, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Problem problem = Problems.of(thrown);
        if (problem == null) {
            return defect(thrown, request, response);
        }
        if (DatabaseAway.behind(thrown)) {
            // One line each: there are thousands of them while it is away.
            log.warn(
                    "{} {} could not be answered, the database is away: {}",
                    request.getMethod(),
                    Wants.original(request),
                    DatabaseAway.said(thrown));
        }
        return answers.answer(problem, null, request, response);
    }

    private @Nullable ModelAndView defect(Exception thrown, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String reference = UUID.randomUUID().toString().substring(0, 8);
        log.error("{} {} failed, reference {}", request.getMethod(), Wants.original(request), reference, thrown);
        Problem problem = Problems.of(HttpStatus.INTERNAL_SERVER_ERROR);
        return answers.answer(problem, reference, request, response);
    }
}

package org.samspill.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Answers requests whose address the server itself cannot read, which never come as far as our filters: in the same shape and words as all others, instead of the
 * server's own page.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class Unreadable implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private final ProblemAnswers answers;

    Unreadable(ProblemAnswers answers) {
        this.answers = answers;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new Reporting()));
    }

    private final class Reporting extends ErrorReportValve {

        @Override
        protected void report(Request request, Response response, @Nullable Throwable thrown) {
            HttpStatus status = HttpStatus.resolve(response.getStatus());
            if (status == null
                    || !status.isError()
                    || response.getContentWritten() > 0
                    || !response.setErrorReported()) {
                return;
            }
            try {
                // The doors, which set these elsewhere, have not been reached.
                SecurityHeaders.write(request, response);
                if (Wants.json(request)) {
                    answers.write(Problems.of(status), request, response);
                } else {
                    response.setContentType(MediaType.TEXT_PLAIN_VALUE);
                    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
                    Objects.requireNonNull(response.getReporter()).write(answers.words(Problems.of(status), request));
                }
                response.finishResponse();
            } catch (IOException gone) {
                LoggerFactory.getLogger(Unreadable.class).debug("Nobody waits for the answer any more", gone);
            }
        }
    }
}

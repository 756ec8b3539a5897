package org.samspill.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import org.apache.catalina.Globals;
import org.apache.tomcat.util.http.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses bodies over one megabyte, whether they say their length or not, and addresses over eight kilobytes; files that are sent in parts have the
 * container's limit.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class BodyLimit extends OncePerRequestFilter {

    static final int MAX_BYTES = 1_048_576;

    /** The server itself reads longer ones, so that they can be answered in words. */
    static final int LONGEST_ADDRESS = 8_000;

    /** The body grew over the limit while it was read. */
    static final class TooLarge extends IOException {}

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (addressLength(request) > LONGEST_ADDRESS) {
            response.sendError(HttpStatus.URI_TOO_LONG.value());
            return;
        }
        String type = Objects.requireNonNullElse(request.getContentType(), "").toLowerCase(Locale.ROOT);
        if (type.startsWith("multipart/")) {
            chain.doFilter(request, response);
            return;
        }
        if (request.getContentLengthLong() > MAX_BYTES) {
            response.sendError(HttpStatus.PAYLOAD_TOO_LARGE.value());
            return;
        }
        boolean unknown = request.getContentLengthLong() < 0 && request.getHeader("Transfer-Encoding") != null;
        if (unknown && type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE) && formUnread(request)) {
            boolean large = request.getAttribute(Globals.PARAMETER_PARSE_FAILED_REASON_ATTR)
                    == Parameters.FailReason.POST_TOO_LARGE;
            response.sendError((large ? HttpStatus.PAYLOAD_TOO_LARGE : HttpStatus.BAD_REQUEST).value());
            return;
        }
        chain.doFilter(unknown ? new Counted(request) : request, response);
    }

    private static int addressLength(HttpServletRequest request) {
        String query = request.getQueryString();
        return request.getRequestURI().length() + (query == null ? 0 : query.length());
    }

    /** The server reads the fields of a form by itself, and leaves out what it could not read without a word. */
    private static boolean formUnread(HttpServletRequest request) {
        request.getParameterMap();
        return request.getAttribute(Globals.PARAMETER_PARSE_FAILED_ATTR) != null;
    }

    private static final class Counted extends HttpServletRequestWrapper {

        private @Nullable CountedStream stream;

        Counted(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            CountedStream known = stream;
            if (known == null) {
                known = new CountedStream(super.getInputStream());
                stream = known;
            }
            return known;
        }

        @Override
        public BufferedReader getReader() throws IOException {
            String encoding = getCharacterEncoding();
            Charset charset = encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding);
            return new BufferedReader(new InputStreamReader(getInputStream(), charset));
        }
    }

    private static final class CountedStream extends ServletInputStream {

        private final ServletInputStream body;
        private long read;

        CountedStream(ServletInputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            int value = body.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = body.read(bytes, offset, length);
            count(Math.max(count, 0));
            return count;
        }

        private void count(int more) throws TooLarge {
            read += more;
            if (read > MAX_BYTES) {
                throw new TooLarge();
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}

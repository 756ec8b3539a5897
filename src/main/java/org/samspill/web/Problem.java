package org.samspill.web;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A request that cannot be answered as asked, thrown by controllers only. Becomes a page, a part of a page or RFC 9457 problem details, with the
 * texts of {@code detail} in the reader's language.
 *
 * <p>{@code throw new Problem(HttpStatus.NOT_FOUND, "unknown-journey", "journeys.problem.unknown", id).at("id")}
 */
public class Problem extends RuntimeException {

    private final HttpStatus status;
    private final String type;
    private final String detail;
    private final transient Object[] arguments;
    private @Nullable String field;
    private int code;

    /**
     * @param type stable name of the kind of problem, in lower case with hyphens; becomes {@code urn:samspill:problem:<type>}
     * @param detail message key: what is wrong and what to do, in plain words
     */
    public Problem(HttpStatus status, String type, String detail, Object... arguments) {
        super(status.value() + " " + type);
        this.status = status;
        this.type = type;
        this.detail = detail;
        this.arguments = arguments.clone();
    }

    /** The field that is at fault. */
    public Problem at(String name) {
        this.field = name;
        return this;
    }

    /** The number that clients of the external-task protocol know; 0 when none fits. */
    public Problem code(int number) {
        this.code = number;
        return this;
    }

    public HttpStatus status() {
        return status;
    }

    public String type() {
        return type;
    }

    public String detail() {
        return detail;
    }

    public List<Object> arguments() {
        return Arrays.asList(arguments);
    }

    public @Nullable String field() {
        return field;
    }

    public int code() {
        return code;
    }
}

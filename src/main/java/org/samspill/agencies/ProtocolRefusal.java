package org.samspill.agencies;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A request of the external-task protocol that is refused, with the name that the protocol has for that kind of refusal. Thrown by controllers only. */
class ProtocolRefusal extends RuntimeException {

    /** The protocol's name for a request whose members are wrong. */
    static final String INVALID_REQUEST = "InvalidRequestException";

    /** The protocol's name for everything else that is refused. */
    static final String REST = "RestException";

    /** The protocol's code for a change that another was faster with. */
    static final int OTHERS_WERE_FASTER = 1;

    /** Our code, from the range that the protocol leaves free, for work that the worker does not hold or no longer does. */
    static final int NOT_HELD = 20_001;

    private final HttpStatus status;
    private final String type;
    private final String key;
    private final transient Object[] arguments;
    private @Nullable String field;
    private int code;

    /**
     * @param key message key
     */
    ProtocolRefusal(HttpStatus status, String type, String key, Object... arguments) {
        super(status.value() + " " + key);
        this.status = status;
        this.type = type;
        this.key = key;
        this.arguments = arguments.clone();
    }

    /** A member of the request that cannot be taken. */
    static ProtocolRefusal invalid(String field, String key, Object... arguments) {
        return new ProtocolRefusal(HttpStatus.BAD_REQUEST, INVALID_REQUEST, key, arguments).at(field);
    }

    /** No such task, or none of this organisation: which of the two is nobody's business. */
    static ProtocolRefusal noTask(String id) {
        return new ProtocolRefusal(HttpStatus.NOT_FOUND, REST, "agencies.task.unknown", id);
    }

    /** The task rested on a consent that holds no longer. Who had it may know why it is gone; the status is that of any task that is gone. */
    static ProtocolRefusal consentEnded(String id) {
        return new ProtocolRefusal(HttpStatus.NOT_FOUND, REST, "agencies.task.consent-ended", id);
    }

    /** The worker holds no lock on the task that counts. */
    static ProtocolRefusal notHeld(String id) {
        return new ProtocolRefusal(HttpStatus.BAD_REQUEST, REST, "agencies.task.not-held", id).code(NOT_HELD);
    }

    ProtocolRefusal at(String name) {
        this.field = name;
        return this;
    }

    ProtocolRefusal code(int number) {
        this.code = number;
        return this;
    }

    /** Tells kinds of refusal apart that share a type; 0 when there is nothing more to tell. */
    int code() {
        return code;
    }

    HttpStatus status() {
        return status;
    }

    String type() {
        return type;
    }

    String key() {
        return key;
    }

    Object[] arguments() {
        return arguments.clone();
    }

    @Nullable
    String field() {
        return field;
    }
}

package org.samspill.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * What an event waits for or throws: a message (value: its name), an error (value: its code, null catches all), a timer (value: ISO text or an expression), termination, or nothing.
 * {@code interrupting} matters for boundary events and for starts of event sub-processes.
 */
public record Trigger(Kind kind, @Nullable String value, boolean interrupting) {

    /** The event definitions that the profile allows. */
    public enum Kind {
        NONE,
        MESSAGE,
        ERROR,
        TIMER,
        TERMINATE
    }
}

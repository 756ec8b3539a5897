package org.samspill.demo;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a piece of work is answered when a journey is played: in a scenario, in the demo year, or by a demo agency.
 *
 * @param values what is delivered, by datum name; may hold expressions (see {@link UsualAnswers})
 * @param text the refusal's reason, the failure's message, or the id of the timer that fires instead
 */
public record Answer(
        Verb verb, Map<String, Object> values, @Nullable String text) {

    /** What is done with the work. */
    public enum Verb {
        COMPLETE,
        REFUSE,
        FAIL,
        /** Nobody answers; the work stays open. */
        WAIT,
        /** Nobody answers, and a timer of the model fires. */
        FIRE
    }

    /** Reads {@code {complete: {...}}}, {@code {refuse: reason}}, {@code {fail: message}}, {@code {fire: Timer_X}} or {@code wait}. */
    public static Answer of(@Nullable Object written) {
        if ("wait".equals(written)) {
            return new Answer(Verb.WAIT, Map.of(), null);
        }
        if (!(written instanceof Map<?, ?> map) || map.size() != 1) {
            throw new IllegalArgumentException(
                    "An answer is complete, refuse, fail, fire or wait, and not: " + written);
        }
        String verb = String.valueOf(map.keySet().iterator().next());
        Object what = map.values().iterator().next();
        return switch (verb) {
            case "complete" -> new Answer(Verb.COMPLETE, values(what), null);
            case "refuse" -> new Answer(Verb.REFUSE, Map.of(), String.valueOf(what));
            case "fail" -> new Answer(Verb.FAIL, Map.of(), String.valueOf(what));
            case "fire" -> new Answer(Verb.FIRE, Map.of(), String.valueOf(what));
            default -> throw new IllegalArgumentException("No answer is called " + verb);
        };
    }

    /** Data by name as YAML gives them; nothing written means no data. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> values(@Nullable Object written) {
        return written == null ? Map.of() : (Map<String, Object>) written;
    }
}

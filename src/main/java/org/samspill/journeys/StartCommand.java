package org.samspill.journeys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.PersonId;

/**
 * A wish to start a journey.
 *
 * @param event the message that starts it; null when a person starts it with the life event's form
 * @param starter the person who starts it and becomes a participant; null when an organisation's machine does
 * @param role the role the starter gets; null for the first that the life event names
 * @param caller who asks, as an idempotency key's owner: an organisation number or a person's id
 * @param key idempotency key; null when the caller gives none
 * @param values checked data (see {@link org.samspill.catalogue.Checked.Value})
 * @param known names of those data that were known before and did not have to be typed
 */
public record StartCommand(
        String lifeEvent,
        @Nullable String event,
        @Nullable PersonId starter,
        @Nullable String role,
        String caller,
        @Nullable String key,
        Map<String, ? extends @Nullable Object> values,
        Set<String> known) {

    public StartCommand(
            String lifeEvent,
            @Nullable String event,
            @Nullable PersonId starter,
            @Nullable String role,
            String caller,
            @Nullable String key,
            Map<String, ? extends @Nullable Object> values) {
        this(lifeEvent, event, starter, role, caller, key, values, Set.of());
    }

    /** What is asked for, as SHA-256 in hex: two commands of one caller and key that wish the same have the same content. Salted with both. */
    String content() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String wish = Arrays.asList(caller, key, lifeEvent, event, role, new TreeMap<>(values))
                    .toString();
            return HexFormat.of().formatHex(digest.digest(wish.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}

package org.samspill.privacy;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.PersonId;
import org.samspill.catalogue.Category;

/**
 * One person's answer to one scope, as it was asked: who receives which kinds of data, for what.
 *
 * @param onBehalfOf the child, when a guardian answers for it; null when she answers for herself or an organisation
 * @param recipient key of the actor
 * @param given false when she said no
 * @param everyday true when one of those who were asked is enough
 * @param expiresAt null when it lasts as long as the journey
 */
public record Consent(
        String id,
        String journey,
        String scope,
        PersonId grantor,
        @Nullable PersonId onBehalfOf,
        @Nullable String recipient,
        @Nullable String purpose,
        Set<Category> categories,
        String channel,
        boolean given,
        Instant decidedAt,
        @Nullable Instant expiresAt,
        @Nullable Instant withdrawnAt,
        boolean everyday) {

    /** True when it may be relied on at this time. */
    public boolean holds(Instant at) {
        return given && withdrawnAt == null && (expiresAt == null || at.isBefore(expiresAt));
    }
}

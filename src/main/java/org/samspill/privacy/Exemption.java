package org.samspill.privacy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.PersonId;

/**
 * Somebody with parental responsibility need not agree, in all consents of a journey. Whom it is about is never told.
 *
 * @param legalBasis act and section, as whoever decided wrote it; null for a register's word
 * @param decidedBy null when it holds by a register's word, without anybody's decision
 * @param endedAt null while it holds
 */
public record Exemption(
        String id,
        PersonId person,
        Reason reason,
        @Nullable String legalBasis,
        @Nullable String explanation,
        @Nullable PersonId decidedBy,
        @Nullable OrganisationNumber organisation,
        Instant since,
        @Nullable Instant endedAt) {

    /** Why (domain guide 1.3). That somebody cannot be reached is no reason: then the consent is not given. */
    public enum Reason {
        /** Decided by a caseworker. */
        VIOLENCE,
        /** The register protects the child's address from her. */
        SECRET_ADDRESS
    }
}

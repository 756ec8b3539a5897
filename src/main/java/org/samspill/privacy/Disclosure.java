package org.samspill.privacy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.PersonId;
import org.samspill.catalogue.Category;

/**
 * One release of a journey's data: names and categories of data, never their values.
 *
 * @param seq the row's number; 0 before it is written
 * @param how whether it was sent to a machine, read by a person, or shown in a list
 * @param workItem the work for which it was released
 * @param step the work's element in its diagram
 * @param organisation for whom it was received; null when a participant of the journey saw it
 * @param supplier who ran the machine on the organisation's behalf; null when it did so itself
 * @param person who looked; null when a machine did
 * @param capacity her functions at work, or her role in the journey
 * @param consent the scopes that it rested on, with commas; null when it rested on law alone
 * @param consentIds the consents themselves
 * @param hash SHA-256 of what left, salted
 */
public record Disclosure(
        long seq,
        Instant at,
        How how,
        String journey,
        @Nullable String workItem,
        @Nullable String step,
        @Nullable OrganisationNumber organisation,
        @Nullable OrganisationNumber supplier,
        @Nullable PersonId person,
        @Nullable String capacity,
        @Nullable String service,
        @Nullable String purpose,
        @Nullable String legalBasis,
        @Nullable String consent,
        List<String> consentIds,
        Set<Category> categories,
        List<String> data,
        @Nullable String hash) {

    /** How data left. */
    public enum How {
        SENT,
        READ,
        LISTED
    }
}

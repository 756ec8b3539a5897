package org.samspill.portal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything there is about a journey, for someone who takes part in it: the file that she downloads. Times are ISO 8601; names of data, steps and scopes
 * are the keys of the life event’s models, beside what they are called. {@code docs/guide/citizen.md} describes each member.
 *
 * @param format name and version of this form
 */
record Everything(
        String format,
        Instant made,
        About journey,
        List<Datum> known,
        List<Event> events,
        List<Consent> consents,
        List<Release> disclosures,
        List<Asked> questions) {

    static final String FORMAT = "samspill-journey/1";

    /** The journey itself. */
    record About(
            String id,
            String lifeEvent,
            int version,
            String title,
            @Nullable String about,
            List<String> roles,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String end,
            @Nullable LocalDate goesOn) {}

    /** What is known: the value as kept, and as it is read; who brought it, and when; how long it stays when the journey is over (ISO 8601), and until when. */
    record Datum(
            String name,
            String title,
            Object value,
            List<String> read,
            String from,
            Instant at,
            @Nullable Period kept,
            @Nullable LocalDate goesOn,
            boolean archived,
            String stays) {}

    /** One row of the journey log. */
    record Event(
            long number,
            Instant at,
            String event,
            @Nullable String element,
            @Nullable String title,
            @Nullable String organisation,
            @Nullable String organisationName,
            @Nullable String outcome,
            @Nullable String reason,
            @Nullable String channel) {}

    /** One of the reader’s own answers to a consent. */
    record Consent(
            String id,
            String scope,
            String title,
            String purpose,
            @Nullable String recipient,
            List<String> categories,
            boolean given,
            Instant decidedAt,
            @Nullable Instant expiresAt,
            @Nullable Instant withdrawnAt) {}

    /** One release of data, to whom and why. */
    record Release(
            long number,
            Instant at,
            String how,
            @Nullable String organisation,
            String who,
            @Nullable String person,
            List<String> data,
            List<String> titles,
            String purpose,
            @Nullable String legalBasis,
            List<String> consents) {}

    /** One question of the reader’s about her data. */
    record Asked(
            String id,
            String kind,
            @Nullable Long disclosure,
            @Nullable String datum,
            String organisation,
            @Nullable String text,
            Instant askedAt,
            @Nullable Instant dueAt,
            @Nullable String outcome,
            @Nullable String answer,
            @Nullable Instant answeredAt) {}
}

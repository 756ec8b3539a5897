package org.samspill.operations;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.OrganisationNumber;
import org.samspill.journeys.JourneyId;

/** Everything that stands still at the same step for the same cause. */
record Incident(Source source, List<Piece> pieces) {

    /** What went wrong. */
    enum Cause {
        /** An organisation's machine has no tries left. */
        FAILED,
        /** No organisation plays the actor. */
        UNASSIGNED,
        /** The engine could not go on. */
        JOB;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What the pieces of an incident have in common.
     *
     * @param lifeEvent its key; the process's own when it is no life event's
     * @param message what was said of the failure, without identity numbers; nothing of a guarded journey
     */
    record Source(
            Cause cause,
            String lifeEvent,
            String process,
            String element,
            @Nullable String actor,
            @Nullable OrganisationNumber organisation,
            @Nullable String message) {

        /** The same for the same cause, on every node and after a restart. */
        String key() {
            return UUID.nameUUIDFromBytes(toString().getBytes(StandardCharsets.UTF_8))
                    .toString();
        }
    }

    /**
     * One piece that stands still.
     *
     * @param id of the work item or the engine's job
     * @param definition the engine’s id of the process that holds the element
     * @param journey null when it is guarded, or no journey's
     * @param version of the life event; 0 when it is none
     * @param times how many tries have failed
     * @param placement where unassigned work would go if it were placed now; null when nowhere
     */
    record Piece(
            String id,
            String definition,
            @Nullable JourneyId journey,
            int version,
            Instant since,
            int times,
            @Nullable String placement) {}

    String key() {
        return source.key();
    }

    Instant since() {
        return pieces.stream().map(Piece::since).min(Comparator.naturalOrder()).orElseThrow();
    }

    int times() {
        return pieces.stream().mapToInt(Piece::times).sum();
    }

    /** True when setting the piece going can lead anywhere. */
    boolean mendable(Piece piece) {
        return source.cause() != Cause.UNASSIGNED || piece.placement() != null;
    }
}

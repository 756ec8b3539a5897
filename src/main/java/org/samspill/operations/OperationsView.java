package org.samspill.operations;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operator's page in the reader's language.
 *
 * @param counted when the open journeys were counted; null when this node has not done so yet
 */
record OperationsView(
        List<Row> incidents,
        int halted,
        List<Version> versions,
        @Nullable String counted) {

    /**
     * An incident as a row of the list and as the head of its own page.
     *
     * @param who organisation or actor; empty for the engine's own work
     */
    record Row(
            String key,
            String cause,
            String color,
            String title,
            String lifeEvent,
            String who,
            int pieces,
            int times,
            String since,
            String age,
            @Nullable String message) {}

    /** One piece of an incident, and what trying again would do. */
    record PieceRow(
            String id, String journey, int version, String since, int times, String preview, boolean mendable) {}

    record One(Row row, List<PieceRow> pieces, int mendable, String preview) {}

    /** A version of a life event and the open journeys that keep it; 0 while they have not been counted. */
    record Version(String lifeEvent, int version, boolean inForce, int open) {}

    /** How it went with one piece. */
    record ResultRow(String journey, String words, boolean done) implements Serializable {}
}

package org.samspill.catalogue;

import org.jspecify.annotations.Nullable;
import org.samspill.actors.Text;

/** A sequence flow; {@code title} is its label (null: none) and {@code fallback} marks a gateway's default. */
public record Flow(
        String id,
        String from,
        String to,
        @Nullable Text title,
        @Nullable String condition,
        boolean fallback) {}

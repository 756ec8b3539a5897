package org.samspill.studio;

/** A life event as a card of the library. */
record LifeEventCard(
        String key,
        String title,
        String summary,
        int version,
        int processes,
        int services,
        int forms,
        int decisions,
        int errors,
        int warnings) {}

package org.samspill.missions;

import org.jspecify.annotations.Nullable;
import org.samspill.journeys.JourneyEvent;

/** Where something is held back: a service, wherever a block asks for it; else a step; else the form that starts the journey. */
record Place(
        @Nullable String process,
        @Nullable String element,
        @Nullable String service) {

    private static final String FORM = "form";

    static Place of(JourneyEvent row) {
        return row.service() == null
                ? new Place(row.process(), row.element(), null)
                : new Place(null, null, row.service());
    }

    /** As it stands in a {@link Cell}. */
    String text() {
        return service != null ? "service " + service : element == null ? FORM : process + " " + element;
    }

    static Place parse(String text) {
        String[] words = text.split(" ");
        return words.length < 2
                ? new Place(null, null, null)
                : words[0].equals("service") ? new Place(null, null, words[1]) : new Place(words[0], words[1], null);
    }
}

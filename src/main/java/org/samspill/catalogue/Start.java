package org.samspill.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a person starts a life event: the form (null: only events start it) and the roles of which the starter gets one. */
public record Start(@Nullable String form, List<String> by) {

    public Start {
        by = List.copyOf(by);
    }
}
